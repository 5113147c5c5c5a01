extension DirectConvolution {
  /// The gradient of the weight: `[filters × positions] · [positions × filterCount]`, summed over the images.
  ///
  /// The sum runs inside the product: the columns of several images lie side by side until there are about 700
  /// positions, because a product that adds to a large matrix after every 169 of them (AlexNet's 13×13) spends its
  /// time on that matrix. Threads share out the input channels, each owning its part of every filter; where the
  /// channels are too few to go round, the images are shared out as well, into a number of sums that depends only on
  /// the geometry, and these are added in their order.
  static func backwardWeight(
    _ g: ConvolutionGeometry, input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>,
    weightGradient: UnsafeMutablePointer<Float>
  ) {
    // About 512 columns of the product a task: wide enough for its peak.
    let wide = max(1, 512 / g.kernelArea)
    let fitting = max(1, columnLimit / (g.kernelArea * g.outputArea))
    let blocks = (g.groupInputChannels + min(wide, fitting) - 1) / min(wide, fitting)
    let chunks = min(g.batch, max(1, 8 / (g.groups * blocks)))

    Scratch.withFloats(max(1, (chunks - 1) * g.weightCount)) { partial in
      parallelFor(g.groups * blocks * chunks) { index in
        let (group, block, chunk) = (index / chunks / blocks, index / chunks % blocks, index % chunks)
        let local = part(block, of: blocks, g.groupInputChannels)
        let sum = chunk == 0 ? weightGradient : partial + (chunk - 1) * g.weightCount
        addImages(
          g, part(chunk, of: chunks, g.batch), group: group, local: local, input: input,
          outputGradient: outputGradient, into: sum)
      }
      guard chunks > 1 else { return }
      parallelChunks(g.weightCount, chunk: 1 << 14) { range in
        for chunk in 0..<chunks - 1 {
          let addend = partial + chunk * g.weightCount
          for index in range { weightGradient[index] += addend[index] }
        }
      }
    }
  }

  /// One task: the given channels of the filters of one group, summed over the given images.
  private static func addImages(
    _ g: ConvolutionGeometry, _ images: Range<Int>, group: Int, local: Range<Int>,
    input: UnsafePointer<Float>,
    outputGradient: UnsafePointer<Float>, into sum: UnsafeMutablePointer<Float>
  ) {
    let expansion = ImageColumns(g)
    let (area, filters) = (g.outputArea, g.groupOutputChannels)
    let channels =
      group * g.groupInputChannels + local.lowerBound..<group * g.groupInputChannels + local.upperBound
    let width = local.count * g.kernelArea
    let target = sum + group * filters * g.filterCount + local.lowerBound * g.kernelArea
    let atOnce = g.isPointwise ? 1 : min(images.count, max(1, 700 / area))
    let stride = g.isPointwise ? area : ImageColumns.rowStride(columns: atOnce * area)
    let columnCount = g.isPointwise ? 0 : width * stride
    let gatheredCount = atOnce == 1 ? 0 : filters * atOnce * area

    Scratch.withFloats(columnCount + gatheredCount + expansion.planeCount) { columns in
      let gathered = columns + columnCount
      let plane = gathered + gatheredCount
      for first in Swift.stride(from: images.lowerBound, to: images.upperBound, by: atOnce) {
        let count = min(atOnce, images.upperBound - first)
        for image in 0..<count where !g.isPointwise {
          expansion.expand(
            input + (first + image) * g.inputChannels * g.inputArea, channels: channels,
            rows: 0..<g.outputHeight,
            plane: plane, columns: columns + image * area, stride: stride)
        }
        let gradient = outputGradient + (first * g.outputChannels + group * filters) * area
        for image in 0..<count where atOnce > 1 {
          for filter in 0..<filters {
            (gathered + filter * atOnce * area + image * area)
              .update(from: gradient + (image * g.outputChannels + filter) * area, count: area)
          }
        }
        MatrixProduct.serial(
          filters, width, count * area,
          a: atOnce > 1 ? UnsafePointer(gathered) : gradient, aStride: atOnce * area, transposeA: false,
          b: g.isPointwise
            ? input + (first * g.inputChannels + channels.lowerBound) * area : UnsafePointer(columns),
          bStride: stride, transposeB: true, c: target, cStride: g.filterCount,
          accumulate: first > images.lowerBound)
      }
    }
  }
}
