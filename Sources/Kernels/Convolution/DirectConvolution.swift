/// Convolution as matrix products over ``ImageColumns``: any geometry, each product multiplied as the definition says.
/// The readable twin is ``Convolution/Reference``.
///
/// Each image of a group is one product on one thread: `[filters × filterCount] · [filterCount × positions]` is large
/// enough to run at the processor's peak, and threads that share nothing do not wait for each other. A batch of few
/// images is worked on one image at a time by all threads.
enum DirectConvolution {
  /// The most values of a matrix of columns that one thread holds, 8 MB: what does not fit is worked on in parts.
  static let columnLimit = 1 << 21
  /// Fewer images than this share their work inside an image. A constant, so that the threads' number changes no bit.
  static let fewImages = 4

  static func forward(
    _ g: ConvolutionGeometry, input: UnsafePointer<Float>, weight: UnsafePointer<Float>,
    bias: UnsafePointer<Float>?, output: UnsafeMutablePointer<Float>
  ) {
    let expansion = ImageColumns(g)
    let rowsAtOnce = min(g.outputHeight, max(1, columnLimit / (g.filterCount * g.outputWidth)))
    let tiles = (g.outputHeight + rowsAtOnce - 1) / rowsAtOnce
    let together = g.batch * g.groups * tiles < fewImages

    /// One tile of rows of one group of one image.
    func work(_ index: Int) {
      let (image, group, tile) = (index / tiles / g.groups, index / tiles % g.groups, index % tiles)
      let rows = tile * rowsAtOnce..<min(g.outputHeight, (tile + 1) * rowsAtOnce)
      let count = rows.count * g.outputWidth
      let channels = group * g.groupInputChannels..<(group + 1) * g.groupInputChannels
      let source = input + image * g.inputChannels * g.inputArea
      let firstFilter = group * g.groupOutputChannels
      let destination =
        output + (image * g.outputChannels + firstFilter) * g.outputArea + rows.lowerBound * g.outputWidth
      if let bias {
        for filter in 0..<g.groupOutputChannels {
          (destination + filter * g.outputArea).update(repeating: bias[firstFilter + filter], count: count)
        }
      }
      withColumns(g, expansion, source, channels: channels, rows: rows, together: together) {
        columns, stride in
        let filters = weight + firstFilter * g.filterCount
        if together {
          MatrixProduct.parallel(
            g.groupOutputChannels, count, g.filterCount, a: filters, aStride: g.filterCount, b: columns,
            bStride: stride, c: destination, cStride: g.outputArea, accumulate: bias != nil)
        } else {
          MatrixProduct.serial(
            g.groupOutputChannels, count, g.filterCount, a: filters, aStride: g.filterCount, b: columns,
            bStride: stride, c: destination, cStride: g.outputArea, accumulate: bias != nil)
        }
      }
    }
    if together {
      for index in 0..<g.batch * g.groups * tiles { work(index) }
    } else {
      parallelFor(g.batch * g.groups * tiles, work)
    }
  }

  static func backwardInput(
    _ g: ConvolutionGeometry, outputGradient: UnsafePointer<Float>, weight: UnsafePointer<Float>,
    inputGradient: UnsafeMutablePointer<Float>
  ) {
    let expansion = ImageColumns(g)
    let area = g.outputArea
    let stride = g.isPointwise ? area : ImageColumns.rowStride(columns: area)
    // Blocks of channels, so that no two threads add to the same pixel; more of them where images are few.
    let fitting = max(1, columnLimit / (g.kernelArea * stride))
    let wanted = (8 + g.batch * g.groups - 1) / (g.batch * g.groups)
    let blocks = max((g.groupInputChannels + fitting - 1) / fitting, min(wanted, g.groupInputChannels))

    parallelFor(g.batch * g.groups * blocks) { index in
      let (image, group, block) = (index / blocks / g.groups, index / blocks % g.groups, index % blocks)
      let local = part(block, of: blocks, g.groupInputChannels)
      let firstFilter = group * g.groupOutputChannels
      let gradient = outputGradient + (image * g.outputChannels + firstFilter) * area
      let filters = weight + firstFilter * g.filterCount + local.lowerBound * g.kernelArea
      let destination = inputGradient + image * g.inputChannels * g.inputArea
      let first = group * g.groupInputChannels + local.lowerBound
      if g.isPointwise {
        MatrixProduct.serial(
          local.count, area, g.groupOutputChannels, a: filters, aStride: g.filterCount, transposeA: true,
          b: gradient, bStride: area, transposeB: false,
          c: destination + first * area, cStride: area, accumulate: false)
        return
      }
      Scratch.withFloats(local.count * g.kernelArea * stride + expansion.planeCount) { scratch in
        let plane = scratch + local.count * g.kernelArea * stride
        MatrixProduct.serial(
          local.count * g.kernelArea, area, g.groupOutputChannels,
          a: filters, aStride: g.filterCount, transposeA: true,
          b: gradient, bStride: area, transposeB: false, c: scratch, cStride: stride, accumulate: false)
        expansion.collapse(
          scratch, stride: stride, channels: first..<first + local.count, plane: plane, into: destination)
      }
    }
  }

  /// Calls `body` with the matrix of columns and the distance between its rows: the image itself when the filter looks
  /// at single pixels.
  private static func withColumns(
    _ g: ConvolutionGeometry, _ expansion: ImageColumns, _ image: UnsafePointer<Float>, channels: Range<Int>,
    rows: Range<Int>, together: Bool, _ body: (_ columns: UnsafePointer<Float>, _ stride: Int) -> Void
  ) {
    if g.isPointwise {
      body(image + channels.lowerBound * g.inputArea + rows.lowerBound * g.inputWidth, g.inputArea)
      return
    }
    let stride = ImageColumns.rowStride(columns: rows.count * g.outputWidth)
    Scratch.withFloats(channels.count * g.kernelArea * stride) { columns in
      let blocks = together ? min(8, channels.count) : 1
      parallelFor(blocks) { block in
        let some = part(block, of: blocks, channels.count)
        Scratch.withFloats(expansion.planeCount) { plane in
          expansion.expand(
            image, channels: channels.lowerBound + some.lowerBound..<channels.lowerBound + some.upperBound,
            rows: rows, plane: plane, columns: columns + some.lowerBound * g.kernelArea * stride,
            stride: stride)
        }
      }
      body(columns, stride)
    }
  }
}
