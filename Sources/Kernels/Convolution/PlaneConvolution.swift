/// Convolution of few channels, straight from the planes: first layers, and all of a small network's. The readable twin is
/// ``Convolution/Reference``.
///
/// ``DirectConvolution`` first writes each pixel as often as filters look at it, and OpenBLAS copies what was written once
/// more. With many channels that is little beside the products; with one channel, as in AlexNet's first layer, or
/// with few filters, as in LeNet's, it takes as long as they do. Here nothing is copied but the image itself, into an
/// ``ImagePlane`` for each channel. Sixteen neighbouring outputs see, through any one tap of the filter, sixteen
/// neighbours in the plane: one vector, times one weight.
///
/// A block of 6 filters by 4 vectors of outputs is kept in registers (24 of AVX-512's 32) while the taps of the filter pass
/// by, each with 4 vectors and 6 weights for 24 multiply-adds. The bias is what the sums begin with.
enum PlaneConvolution {
  /// Filters of a block.
  static let filters = 6
  /// Vectors of outputs in a block.
  static let vectors = 4
  /// The most channels and filters for which copying pixels into a matrix of columns is a burden beside the products. The
  /// chapters' layers lie far on either side: 1 to 16 channels here, 32 and more there.
  private static let (mostChannels, mostFilters) = (16, 128)
  /// The most tasks, each with some images: two for each of sixteen cores.
  private static let mostTasks = 32
  /// The most filters for the weight gradient: with more of them a matrix of columns is used often enough to pay, for
  /// AlexNet's 96 it took four fifths of the time.
  private static let mostFiltersOfGradient = 16

  /// Whether the forward pass is done this way: few channels, and rows that fill half of their vectors at least.
  static func suits(_ g: ConvolutionGeometry) -> Bool {
    let lanes = (g.outputWidth + 15) / 16 * 16
    return g.groups == 1 && !g.isPointwise && g.inputChannels <= mostChannels
      && g.outputChannels <= mostFilters
      && 2 * g.outputWidth >= lanes && g.outputHeight >= vectors
  }

  /// The same for the input gradient, which is a convolution with exchanged channels.
  static func suitsInputGradient(_ g: ConvolutionGeometry) -> Bool {
    transposed(g).map(suits) ?? false
  }

  /// The same for the weight gradient.
  static func suitsWeightGradient(_ g: ConvolutionGeometry) -> Bool {
    suits(g) && g.outputChannels <= mostFiltersOfGradient
  }

  /// output = weight ∗ input + bias; a task takes some images, or with few of them a block of filters of an image.
  static func forward(
    _ g: ConvolutionGeometry, input: UnsafePointer<Float>, weight: UnsafePointer<Float>,
    bias: UnsafePointer<Float>?, output: UnsafeMutablePointer<Float>
  ) {
    let plane = ImagePlane(g)
    let blocks = (g.outputChannels + filters - 1) / filters
    let (imageStride, values) = (g.inputChannels * g.inputArea, g.inputChannels * plane.count)

    PlaneOffsets.with(g, plane) { offsets in
      func multiply(_ block: Int, of image: Int, _ planes: UnsafePointer<Float>) {
        let rows = BlockOfFilters(first: block * filters, of: g)
        for first in stride(from: 0, to: offsets.paddedVectorCount, by: vectors) {
          Self.multiply(
            g, rows, weight: weight, bias: bias, planes, offsets, first,
            output + image * g.outputChannels * g.outputArea)
        }
      }
      // A batch is shared out by images. Of few images all planes are filled first, and then the filters are shared out.
      if g.batch < DirectConvolution.fewImages {
        Scratch.withFloats(g.batch * values) { planes in
          planes.update(repeating: 0, count: g.batch * values)
          parallelFor(g.batch) { fill(g, plane, planes + $0 * values, from: input + $0 * imageStride) }
          parallelFor(g.batch * blocks) { index in
            let (image, block) = (index / blocks, index % blocks)
            multiply(block, of: image, planes + image * values)
          }
        }
      } else {
        // Zeros outlast the images of a task, so they are written once, and everywhere: to write only those between the short
        // rows took a hundredth of LeNet's inference, to write all is too little to be seen there.
        let chunks = min(g.batch, mostTasks)
        parallelFor(chunks) { chunk in
          Scratch.withFloats(values) { planes in
            planes.update(repeating: 0, count: values)
            for image in part(chunk, of: chunks, g.batch) {
              fill(g, plane, planes, from: input + image * imageStride)
              for block in 0..<blocks { multiply(block, of: image, planes) }
            }
          }
        }
      }
    }
  }

  /// The gradient of the input, where the stride is 1: a convolution of the output's gradient with the filters turned by
  /// half a turn, input and output channels exchanged, and padding d·(k − 1) − p.
  static func backwardInput(
    _ g: ConvolutionGeometry, outputGradient: UnsafePointer<Float>, weight: UnsafePointer<Float>,
    inputGradient: UnsafeMutablePointer<Float>
  ) {
    guard let turned = transposed(g) else {
      preconditionFailure("the input gradient of \(g) is no convolution")
    }
    Scratch.withFloats(g.weightCount) { flipped in
      for output in 0..<g.outputChannels {
        for channel in 0..<g.inputChannels {
          let source = weight + (output * g.inputChannels + channel) * g.kernelArea
          let target = flipped + (channel * g.outputChannels + output) * g.kernelArea
          for tap in 0..<g.kernelArea { target[tap] = source[g.kernelArea - 1 - tap] }
        }
      }
      forward(turned, input: outputGradient, weight: flipped, bias: nil, output: inputGradient)
    }
  }

  private static func transposed(_ g: ConvolutionGeometry) -> ConvolutionGeometry? {
    let paddingHeight = (g.kernelHeight - 1) * g.dilationHeight - g.paddingHeight
    let paddingWidth = (g.kernelWidth - 1) * g.dilationWidth - g.paddingWidth
    guard g.strideHeight == 1, g.strideWidth == 1, g.groups == 1, paddingHeight >= 0, paddingWidth >= 0 else {
      return nil
    }
    return ConvolutionGeometry(
      batch: g.batch, inputChannels: g.outputChannels, inputHeight: g.outputHeight, inputWidth: g.outputWidth,
      outputChannels: g.inputChannels, kernelHeight: g.kernelHeight, kernelWidth: g.kernelWidth,
      paddingHeight: paddingHeight, paddingWidth: paddingWidth, dilationHeight: g.dilationHeight,
      dilationWidth: g.dilationWidth)
  }

  /// Writes all channels of an image into planes, one after the other. The zeros around it are there already, or those of
  /// another image's planes.
  static func fill(
    _ g: ConvolutionGeometry, _ plane: ImagePlane, _ planes: UnsafeMutablePointer<Float>,
    from image: UnsafePointer<Float>
  ) {
    for channel in 0..<g.inputChannels {
      plane.fill(planes + channel * plane.count, from: image + channel * g.inputArea)
    }
  }

  /// One row of the block: the outputs of one filter.
  private struct Row {
    var (s0, s1, s2, s3): (Vector, Vector, Vector, Vector)

    init(_ bias: Float) {
      let start = Vector(repeating: bias)
      (s0, s1, s2, s3) = (start, start, start, start)
    }

    @inline(__always)
    mutating func add(_ weight: Float, _ x0: Vector, _ x1: Vector, _ x2: Vector, _ x3: Vector) {
      let factor = Vector(repeating: weight)
      s0.addProduct(factor, x0)
      s1.addProduct(factor, x1)
      s2.addProduct(factor, x2)
      s3.addProduct(factor, x3)
    }
  }

  /// Six filters at four vectors of outputs.
  @inline(never)
  private static func multiply(
    _ g: ConvolutionGeometry, _ block: BlockOfFilters, weight: UnsafePointer<Float>,
    bias: UnsafePointer<Float>?, _ planes: UnsafePointer<Float>, _ offsets: PlaneOffsets, _ first: Int,
    _ output: UnsafeMutablePointer<Float>
  ) {
    let taps = g.filterCount
    let (w0, w1, w2) = (weight + block[0] * taps, weight + block[1] * taps, weight + block[2] * taps)
    let (w3, w4, w5) = (weight + block[3] * taps, weight + block[4] * taps, weight + block[5] * taps)
    func start(_ row: Int) -> Row { Row(bias?[block[row]] ?? 0) }
    var (r0, r1, r2, r3, r4, r5) = (start(0), start(1), start(2), start(3), start(4), start(5))
    let (p0, p1) = (planes + offsets.inputs[first], planes + offsets.inputs[first + 1])
    let (p2, p3) = (planes + offsets.inputs[first + 2], planes + offsets.inputs[first + 3])
    for tap in 0..<taps {
      let offset = offsets.taps[tap]
      let (x0, x1) = (p0.vector(at: offset), p1.vector(at: offset))
      let (x2, x3) = (p2.vector(at: offset), p3.vector(at: offset))
      r0.add(w0[tap], x0, x1, x2, x3)
      r1.add(w1[tap], x0, x1, x2, x3)
      r2.add(w2[tap], x0, x1, x2, x3)
      r3.add(w3[tap], x0, x1, x2, x3)
      r4.add(w4[tap], x0, x1, x2, x3)
      r5.add(w5[tap], x0, x1, x2, x3)
    }
    func store(_ row: Row, _ number: Int) {
      let target = output + block[number] * g.outputArea
      offsets.store(row.s0, first, target)
      offsets.store(row.s1, first + 1, target)
      offsets.store(row.s2, first + 2, target)
      offsets.store(row.s3, first + 3, target)
    }
    store(r0, 0)
    store(r1, 1)
    store(r2, 2)
    store(r3, 3)
    store(r4, 4)
    store(r5, 5)
  }
}

/// Six filters in a row; where there are fewer left, the last one stands in for the missing ones and is worked on again.
struct BlockOfFilters {
  let first: Int
  private let last: Int

  init(first: Int, of g: ConvolutionGeometry) {
    (self.first, last) = (first, g.outputChannels - 1)
  }

  @inline(__always)
  subscript(row: Int) -> Int { min(first + row, last) }
}
