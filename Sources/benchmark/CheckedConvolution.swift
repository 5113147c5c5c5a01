import Lookbook

/// A convolution of values of chance, by the kernels and by the definition.
struct CheckedConvolution {
  enum Pass: String, CaseIterable {
    case forward
    case inputGradient = "input gradient"
    case weightGradient = "weight gradient"
  }

  private let whole: ConvolutionGeometry
  /// One image's: the definition is worked out image by image, on all cores.
  private let single: ConvolutionGeometry
  private let input: [Float]
  private let weight: [Float]
  private let gradient: [Float]

  init(_ whole: ConvolutionGeometry, single: ConvolutionGeometry, seed: UInt64) {
    (self.whole, self.single) = (whole, single)
    func values(_ count: Int, _ lane: UInt64) -> [Float] {
      filled(count) {
        RandomStream(seed: seed, purpose: .other, lane: lane).fillUniform($0, count: count, low: -1, high: 1)
      }
    }
    input = values(whole.inputCount, 0)
    weight = values(single.weightCount, 1)
    gradient = values(whole.outputCount, 2)
  }

  /// Forward without a bias, which adds nothing to an error worth measuring.
  func result(_ pass: Pass) -> [Float] {
    switch pass {
    case .forward:
      filled(whole.outputCount) {
        Convolution.forward(whole, input: input, weight: weight, bias: nil, output: $0)
      }
    case .inputGradient:
      filled(whole.inputCount) {
        Convolution.backwardInput(whole, outputGradient: gradient, weight: weight, inputGradient: $0)
      }
    case .weightGradient:
      filled(single.weightCount) {
        Convolution.backwardWeight(
          whole, input: input, outputGradient: gradient, weightGradient: $0, biasGradient: nil)
      }
    }
  }

  func truth(_ pass: Pass) -> [Double] {
    typealias Definition = Convolution.Reference
    let (input, weight, gradient) = (
      self.input.map(Double.init), self.weight.map(Double.init), self.gradient.map(Double.init)
    )
    switch pass {
    case .forward:
      return filled(whole.outputCount) { output in
        parallelFor(whole.batch) {
          Definition.forward(
            single, input: part($0, input), weight: weight, bias: nil,
            output: output + $0 * single.outputCount)
        }
      }
    case .inputGradient:
      return filled(whole.inputCount) { inputGradient in
        parallelFor(whole.batch) {
          Definition.backwardInput(
            single, outputGradient: part($0, gradient), weight: weight,
            inputGradient: inputGradient + $0 * single.inputCount)
        }
      }
    case .weightGradient:
      return weightGradient(input, gradient)
    }
  }

  /// Summed over some images at a time, as many as cores that a machine may have: a sum for each image would fill its memory.
  private func weightGradient(_ input: [Double], _ gradient: [Double]) -> [Double] {
    let (count, atOnce) = (single.weightCount, 16)
    var sum = [Double](repeating: 0, count: count)
    for first in stride(from: 0, to: whole.batch, by: atOnce) {
      let images = min(atOnce, whole.batch - first)
      let gradients: [Double] = filled(images * count) { gradients in
        parallelFor(images) {
          Convolution.Reference.backwardWeight(
            single, input: part(first + $0, input), outputGradient: part(first + $0, gradient),
            weightGradient: gradients + $0 * count, biasGradient: nil)
        }
      }
      for (place, value) in gradients.enumerated() { sum[place % count] += value }
    }
    return sum
  }

  /// The values of one image.
  private func part(_ image: Int, _ values: [Double]) -> [Double] {
    let count = values.count / whole.batch
    return Array(values[image * count..<(image + 1) * count])
  }
}

/// So many numbers that `body` writes. At first they are none, so that one that is left out shows.
private func filled<Scalar: BinaryFloatingPoint>(
  _ count: Int, _ body: (UnsafeMutablePointer<Scalar>) -> Void
) -> [Scalar] {
  var values = [Scalar](repeating: .nan, count: count)
  values.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { body(base) } }
  return values
}
