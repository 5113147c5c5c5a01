/// Where ``PlaneConvolution`` finds the pixels of its vectors, and where their outputs go.
///
/// The outputs of an image fall into vectors of sixteen along its rows. The last vector of a row ends where the row does
/// and overlaps the one before it; in a row of fewer than sixteen outputs the one vector reaches into the following rows,
/// which are written after it.
final class PlanePlaces: @unchecked Sendable {
  /// Vectors, rounded up to whole blocks: the last one is repeated.
  let count: Int
  /// Vectors that differ.
  let distinct: Int
  /// For each vector, what its first output sees through the filter's first place: a place in the plane.
  let starts: UnsafePointer<Int>
  /// For each vector, its first output's place in the plane of outputs.
  let outputs: UnsafePointer<Int>
  /// For each vector, where its mask begins in ``masks``.
  private let maskStarts: UnsafePointer<Int>
  /// Sixteen zeros, sixteen ones, sixteen zeros: each run of sixteen of these is a mask.
  private let masks: UnsafeMutablePointer<Float>
  /// For each channel and place of the filter, how far from there its pixels lie.
  let taps: UnsafePointer<Int>
  /// Taps, rounded up to whole blocks: the last one is repeated.
  let tapCount: Int

  private let width: Int
  private let area: Int
  private let memory: UnsafeMutablePointer<Int>

  init(_ g: ConvolutionGeometry, _ plane: ImagePlane) {
    (width, area) = (g.outputWidth, g.outputArea)
    let perRow = (width + 15) / 16
    distinct = g.outputHeight * perRow
    count = (distinct + 3) / 4 * 4
    tapCount = (g.filterCount + 3) / 4 * 4
    memory = .allocate(capacity: 3 * count + tapCount)
    masks = .allocate(capacity: 48)
    for index in 0..<48 { masks[index] = index / 16 == 1 ? 1 : 0 }
    for vector in 0..<count {
      let (row, part) = (min(vector, distinct - 1) / perRow, min(vector, distinct - 1) % perRow)
      let column = max(0, min(16 * part, width - 16))
      memory[vector] = row * plane.outputRowStride + column
      memory[count + vector] = row * width + column
      memory[2 * count + vector] = width < 16 ? 32 - width : 16 - (16 * part - column)
    }
    for tap in 0..<tapCount {
      let index = min(tap, g.filterCount - 1)
      let (channel, place) = (index / g.kernelArea, index % g.kernelArea)
      memory[3 * count + tap] =
        channel * plane.count + plane.start(place / g.kernelWidth, place % g.kernelWidth)
    }
    starts = UnsafePointer(memory)
    outputs = UnsafePointer(memory + count)
    maskStarts = UnsafePointer(memory + 2 * count)
    taps = UnsafePointer(memory + 3 * count)
  }

  deinit {
    memory.deallocate()
    masks.deallocate()
  }

  /// Writes a vector of outputs of one filter.
  @inline(__always)
  func store(_ values: Vector, _ vector: Int, _ plane: UnsafeMutablePointer<Float>) {
    let place = outputs[vector]
    if place + 16 <= area {
      plane.store(values, at: place)
    } else {
      plane.store(values, at: place, count: min(width, area - place))
    }
  }

  /// Reads a vector of gradients of one filter's outputs; lanes that are none of the vector's own are zero.
  @inline(__always)
  func load(_ vector: Int, _ plane: UnsafePointer<Float>) -> Vector {
    let place = outputs[vector]
    if place + 16 <= area { return plane.vector(at: place) * masks.vector(at: maskStarts[vector]) }
    var values = Vector.zero
    for lane in 0..<min(width, area - place) { values[lane] = plane[place + lane] }
    return values
  }
}
