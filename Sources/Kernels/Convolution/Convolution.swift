import Synchronization

/// Convolution over images in `[batch, channels, height, width]`, as deep learning uses the word: the filter is not
/// flipped (cross-correlation).
///
/// Every function writes the whole of its output. The same input gives the same bits at any number of threads.
/// ``Reference`` holds the definition as plain sums.
public enum Convolution {
  /// Whether convolutions multiply exactly the products of their definition. Otherwise Winograd's method is allowed,
  /// which needs fewer multiplications and rounds a little more (relative error about 2·10⁻⁶ instead of 4·10⁻⁷).
  ///
  /// What is assigned holds for the whole process; inside ``withExactProducts(_:)`` it is true in any case.
  public static var isExact: Bool {
    get { isExactHere || isExactEverywhere.load(ordering: .relaxed) }
    set { isExactEverywhere.store(newValue, ordering: .relaxed) }
  }

  @TaskLocal private static var isExactHere = false
  private static let isExactEverywhere = Atomic<Bool>(false)

  /// Runs `body` so that each convolution in it multiplies exactly the products of its definition, at the price of
  /// more multiplications where Winograd's method would pay.
  public static func withExactProducts<Result>(_ body: () throws -> Result) rethrows -> Result {
    try $isExactHere.withValue(true, operation: body)
  }

  /// output = weight ∗ input + bias.
  ///
  /// - Parameters:
  ///   - input: `[batch, inputChannels, inputHeight, inputWidth]`.
  ///   - weight: `[outputChannels, inputChannels / groups, kernelHeight, kernelWidth]`.
  ///   - bias: `[outputChannels]`, or nil for none.
  ///   - output: `[batch, outputChannels, outputHeight, outputWidth]`.
  public static func forward(
    _ g: ConvolutionGeometry, input: UnsafePointer<Float>, weight: UnsafePointer<Float>,
    bias: UnsafePointer<Float>?, output: UnsafeMutablePointer<Float>
  ) {
    if !isExact, let plan = WinogradPlan(forward: g), plan.pays(batch: g.batch) {
      WinogradConvolution.run(
        plan, batch: g.batch, input: input, weight: weight, reversed: false, bias: bias, output: output)
    } else if PlaneConvolution.suits(g) {
      PlaneConvolution.forward(g, input: input, weight: weight, bias: bias, output: output)
    } else {
      DirectConvolution.forward(g, input: input, weight: weight, bias: bias, output: output)
    }
  }

  /// The gradient of a loss with respect to the input of ``forward(_:input:weight:bias:output:)``.
  ///
  /// - Parameters:
  ///   - outputGradient: the loss's gradient with respect to the output, of the output's shape.
  ///   - weight: as in the forward pass.
  ///   - inputGradient: of the input's shape.
  public static func backwardInput(
    _ g: ConvolutionGeometry, outputGradient: UnsafePointer<Float>, weight: UnsafePointer<Float>,
    inputGradient: UnsafeMutablePointer<Float>
  ) {
    if !isExact, let plan = WinogradPlan(backward: g), plan.pays(batch: g.batch) {
      WinogradConvolution.run(
        plan, batch: g.batch, input: outputGradient, weight: weight, reversed: true, bias: nil,
        output: inputGradient)
    } else if PlaneConvolution.suitsInputGradient(g) {
      PlaneConvolution.backwardInput(
        g, outputGradient: outputGradient, weight: weight, inputGradient: inputGradient)
    } else {
      DirectConvolution.backwardInput(
        g, outputGradient: outputGradient, weight: weight, inputGradient: inputGradient)
    }
  }

  /// The gradient of a loss with respect to the weight, and where wanted the bias, of
  /// ``forward(_:input:weight:bias:output:)``, summed over the batch.
  ///
  /// - Parameters:
  ///   - input: as in the forward pass.
  ///   - outputGradient: the loss's gradient with respect to the output, of the output's shape.
  ///   - weightGradient: of the weight's shape.
  ///   - biasGradient: `[outputChannels]`, or nil where there is no bias.
  public static func backwardWeight(
    _ g: ConvolutionGeometry, input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>,
    weightGradient: UnsafeMutablePointer<Float>, biasGradient: UnsafeMutablePointer<Float>?
  ) {
    if !isExact, let plan = WinogradPlan(forward: g), plan.paysForWeightGradient(batch: g.batch) {
      WinogradConvolution.backwardWeight(
        plan, batch: g.batch, input: input, outputGradient: outputGradient, weightGradient: weightGradient)
    } else if PlaneConvolution.suitsWeightGradient(g) {
      PlaneConvolution.backwardWeight(
        g, input: input, outputGradient: outputGradient, weightGradient: weightGradient)
    } else {
      DirectConvolution.backwardWeight(
        g, input: input, outputGradient: outputGradient, weightGradient: weightGradient)
    }
    if let biasGradient { sumChannels(g, outputGradient, into: biasGradient) }
  }

  /// The bias adds to every position of its channel in every image, so its gradient is the sum over all of them: in
  /// single precision within an image, in double precision over the images.
  private static func sumChannels(
    _ g: ConvolutionGeometry, _ outputGradient: UnsafePointer<Float>, into sums: UnsafeMutablePointer<Float>
  ) {
    parallelFor(g.outputChannels) { channel in
      var total = 0.0
      for image in 0..<g.batch {
        let plane = outputGradient + (image * g.outputChannels + channel) * g.outputArea
        total += Double(laneSum(g.outputArea, vector: plane.vector(at:), scalar: { plane[$0] }))
      }
      sums[channel] = Float(total)
    }
  }
}
