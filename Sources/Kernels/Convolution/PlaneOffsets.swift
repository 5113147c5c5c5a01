/// Where ``PlaneConvolution`` finds the pixels of its vectors, and where their outputs go.
///
/// The outputs of an image fall into vectors of sixteen along its rows. The last vector of a row ends where the row does
/// and overlaps the one before it: a row of 19 outputs is the vectors 0 … 15 and 3 … 18. In a row of fewer than
/// sixteen outputs the one vector reaches into the following rows, which are written after it.
struct PlaneOffsets {
  /// Vectors of an image.
  let vectorCount: Int
  /// The same, rounded up to whole blocks: the last vector is repeated.
  let paddedVectorCount: Int
  /// For each vector, what its first output sees through the filter's first tap: an offset in the plane.
  let inputs: UnsafePointer<Int>
  /// For each tap, channels first, how far from there its pixels lie: an offset in the planes of all channels. Rounded up
  /// to whole blocks, too: the last tap is repeated.
  let taps: UnsafePointer<Int>

  /// For each vector, its first output's offset in the plane of outputs.
  private let outputs: UnsafePointer<Int>
  /// For each vector, where in ``masks`` its mask begins.
  private let maskStarts: UnsafePointer<Int>
  private let width: Int
  private let area: Int

  /// Sixteen zeros, sixteen ones, sixteen zeros: any sixteen in a row are a mask.
  private static let masks: [Float] = (0..<48).map { $0 / 16 == 1 ? 1 : 0 }

  /// Calls `body` with the offsets of a convolution, which are kept in scratch memory.
  static func with(_ g: ConvolutionGeometry, _ plane: ImagePlane, _ body: (PlaneOffsets) -> Void) {
    let vectors = g.outputHeight * ((g.outputWidth + 15) / 16)
    let padded =
      (vectors + PlaneConvolution.vectors - 1) / PlaneConvolution.vectors * PlaneConvolution.vectors
    let taps =
      (g.filterCount + PlaneConvolution.vectors - 1) / PlaneConvolution.vectors * PlaneConvolution.vectors
    let count = 3 * padded + taps
    Scratch.withFloats(count * MemoryLayout<Int>.stride / MemoryLayout<Float>.stride) { memory in
      let offsets = UnsafeMutableRawPointer(memory).bindMemory(to: Int.self, capacity: count)
      body(PlaneOffsets(g, plane, vectors: vectors, padded: padded, taps: taps, in: offsets))
    }
  }

  private init(
    _ g: ConvolutionGeometry, _ plane: ImagePlane, vectors: Int, padded: Int, taps tapCount: Int,
    in memory: UnsafeMutablePointer<Int>
  ) {
    let (inputs, outputs, maskStarts) = (memory, memory + padded, memory + 2 * padded)
    let taps = memory + 3 * padded
    let perRow = (g.outputWidth + 15) / 16
    for vector in 0..<padded {
      let (row, part) = (min(vector, vectors - 1) / perRow, min(vector, vectors - 1) % perRow)
      let column = max(0, min(16 * part, g.outputWidth - 16))
      inputs[vector] = row * plane.outputRowStride + column
      outputs[vector] = row * g.outputWidth + column
      maskStarts[vector] = g.outputWidth < 16 ? 32 - g.outputWidth : 16 - (16 * part - column)
    }
    for index in 0..<tapCount {
      let (channel, tap) = (
        min(index, g.filterCount - 1) / g.kernelArea, min(index, g.filterCount - 1) % g.kernelArea
      )
      taps[index] = channel * plane.count + plane.start(tap / g.kernelWidth, tap % g.kernelWidth)
    }
    (vectorCount, paddedVectorCount) = (vectors, padded)
    (self.inputs, self.taps) = (UnsafePointer(inputs), UnsafePointer(taps))
    (self.outputs, self.maskStarts) = (UnsafePointer(outputs), UnsafePointer(maskStarts))
    (width, area) = (g.outputWidth, g.outputArea)
  }

  /// Writes a vector of outputs of one filter.
  @inline(__always)
  func store(_ values: Vector, _ vector: Int, _ plane: UnsafeMutablePointer<Float>) {
    let offset = outputs[vector]
    if offset + 16 <= area {
      plane.store(values, at: offset)
    } else {
      plane.store(values, at: offset, count: min(width, area - offset))
    }
  }

  /// Reads the gradients of one filter's outputs, vector by vector, and hands each to `body` with its number; lanes that
  /// are none of the vector's own are zero.
  @inline(__always)
  func forEachGradient(_ plane: UnsafePointer<Float>, _ body: (_ vector: Int, Vector) -> Void) {
    Self.masks.withUnsafeBufferPointer { masks in
      for vector in 0..<vectorCount {
        let offset = outputs[vector]
        if offset + 16 <= area {
          let mask = masks.baseAddress.map { $0.vector(at: maskStarts[vector]) } ?? .zero
          body(vector, plane.vector(at: offset).replacing(with: 0, where: mask .== Vector.zero))
        } else {
          var values = Vector.zero
          for lane in 0..<min(width, area - offset) { values[lane] = plane[offset + lane] }
          body(vector, values)
        }
      }
    }
  }
}
