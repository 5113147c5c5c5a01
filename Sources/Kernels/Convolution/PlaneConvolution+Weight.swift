extension PlaneConvolution {
  /// Vectors of outputs that are worked on at a time: their gradients, 15 KB for six filters, and the pixels
  /// that four taps of the filter see of them stay in the first-level cache.
  private static let vectorsAtOnce = 40

  /// The most tasks, each with some images and sums of its own: enough for sixteen cores.
  private static let mostTasksOfGradient = 16

  /// The gradient of the weight: for each filter and each tap of it, the sum over all outputs of the gradient times the
  /// pixel that the tap saw.
  ///
  /// Here the block is 6 filters by 4 taps, and outputs pass by sixteen at a time, so each sum runs in sixteen lanes,
  /// `[task, block of filters, block of taps, 6, 4, 16]`, which are added in the end. The images are shared out into a
  /// number of tasks that depends only on the batch, and what these found is added in their order.
  static func backwardWeight(
    _ g: ConvolutionGeometry, input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>,
    weightGradient: UnsafeMutablePointer<Float>
  ) {
    let plane = ImagePlane(g)
    let chunks = min(g.batch, mostTasksOfGradient)
    let blocks = (g.outputChannels + filters - 1) / filters
    let tapBlocks = (g.filterCount + 3) / 4
    let laneCount = blocks * tapBlocks * lanesOfBlock
    let planeCount = g.inputChannels * plane.count

    PlaneOffsets.with(g, plane) { offsets in
      Scratch.withFloats(chunks * laneCount) { allLanes in
        parallelFor(chunks) { chunk in
          let lanes = allLanes + chunk * laneCount
          Scratch.withFloats(planeCount + offsets.vectorCount * filters * 16) { planes in
            let gradients = planes + planeCount
            planes.update(repeating: 0, count: planeCount)
            let images = part(chunk, of: chunks, g.batch)
            for image in images {
              fill(g, plane, planes, from: input + image * g.inputChannels * g.inputArea)
              let gradient = outputGradient + image * g.outputChannels * g.outputArea
              for block in 0..<blocks {
                pack(g, BlockOfFilters(first: block * filters, of: g), offsets, gradient, into: gradients)
                for first in stride(from: 0, to: offsets.vectorCount, by: vectorsAtOnce) {
                  for tap in 0..<tapBlocks {
                    add(
                      min(vectorsAtOnce, offsets.vectorCount - first), gradients + first * filters * 16,
                      planes, offsets.inputs + first, offsets.taps + 4 * tap,
                      to: lanes + (block * tapBlocks + tap) * lanesOfBlock,
                      accumulate: image > images.lowerBound || first > 0)
                  }
                }
              }
            }
          }
        }
        parallelFor(g.outputChannels) { filter in
          for tap in 0..<g.filterCount {
            let block = filter / filters * tapBlocks + tap / 4
            let place = block * lanesOfBlock + (filter % filters * 4 + tap % 4) * 16
            var sum = Vector.zero
            for chunk in 0..<chunks { sum += allLanes.vector(at: chunk * laneCount + place) }
            weightGradient[filter * g.filterCount + tap] = sum.sum()
          }
        }
      }
    }
  }

  /// Lanes of a block: 6 filters by 4 taps, 16 each.
  private static let lanesOfBlock = 6 * 4 * 16

  /// Writes the gradients of six filters as `[vectors, 6 filters, 16]`.
  private static func pack(
    _ g: ConvolutionGeometry, _ rows: BlockOfFilters, _ offsets: PlaneOffsets,
    _ gradient: UnsafePointer<Float>, into packed: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<filters {
      offsets.forEachGradient(gradient + rows[row] * g.outputArea) { vector, values in
        packed.store(values, at: (vector * filters + row) * 16)
      }
    }
  }

  /// The sums of one filter at four of its taps.
  private struct Row {
    var (s0, s1, s2, s3) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)

    @inline(__always)
    init() {}

    @inline(__always)
    init(_ lanes: UnsafeMutablePointer<Float>) {
      (s0, s1) = (lanes.vector(at: 0), lanes.vector(at: 16))
      (s2, s3) = (lanes.vector(at: 32), lanes.vector(at: 48))
    }

    @inline(__always)
    mutating func add(_ gradient: Vector, _ x0: Vector, _ x1: Vector, _ x2: Vector, _ x3: Vector) {
      s0.addProduct(gradient, x0)
      s1.addProduct(gradient, x1)
      s2.addProduct(gradient, x2)
      s3.addProduct(gradient, x3)
    }

    @inline(__always)
    func store(_ lanes: UnsafeMutablePointer<Float>) {
      lanes.store(s0, at: 0)
      lanes.store(s1, at: 16)
      lanes.store(s2, at: 32)
      lanes.store(s3, at: 48)
    }
  }

  /// Writes the products of some vectors to the lanes of one block, `[6 filters, 4 taps, 16]`, or adds them with
  /// `accumulate`.
  @inline(never)
  private static func add(
    _ count: Int, _ gradients: UnsafePointer<Float>, _ planes: UnsafePointer<Float>,
    _ starts: UnsafePointer<Int>, _ taps: UnsafePointer<Int>, to lanes: UnsafeMutablePointer<Float>,
    accumulate: Bool
  ) {
    var (r0, r1, r2, r3, r4, r5) = (Row(), Row(), Row(), Row(), Row(), Row())
    if accumulate {
      (r0, r1, r2) = (Row(lanes), Row(lanes + 64), Row(lanes + 128))
      (r3, r4, r5) = (Row(lanes + 192), Row(lanes + 256), Row(lanes + 320))
    }
    let (p0, p1, p2, p3) = (planes + taps[0], planes + taps[1], planes + taps[2], planes + taps[3])
    var gradient = gradients
    for vector in 0..<count {
      let start = starts[vector]
      let (x0, x1) = (p0.vector(at: start), p1.vector(at: start))
      let (x2, x3) = (p2.vector(at: start), p3.vector(at: start))
      r0.add(gradient.vector(at: 0), x0, x1, x2, x3)
      r1.add(gradient.vector(at: 16), x0, x1, x2, x3)
      r2.add(gradient.vector(at: 32), x0, x1, x2, x3)
      r3.add(gradient.vector(at: 48), x0, x1, x2, x3)
      r4.add(gradient.vector(at: 64), x0, x1, x2, x3)
      r5.add(gradient.vector(at: 80), x0, x1, x2, x3)
      gradient += 96
    }
    r0.store(lanes)
    r1.store(lanes + 64)
    r2.store(lanes + 128)
    r3.store(lanes + 192)
    r4.store(lanes + 256)
    r5.store(lanes + 320)
  }
}
