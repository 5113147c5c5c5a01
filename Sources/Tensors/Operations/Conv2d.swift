import Kernels

/// A convolution: every filter slides over the image, and at each place its weights are multiplied by what
/// lies beneath and added up. The mathematics of the three passes is at ``Convolution``.
///
/// A side of the output is `(input + 2·padding − kernel) / stride + 1`, rounded down.
///
/// - Parameters:
///   - x: `[batch, inputChannels, height, width]`
///   - weight: `[outputChannels, inputChannels / groups, kernelHeight, kernelWidth]`
///   - bias: `[outputChannels]`, or nil
///   - groups: filters see only the channels of their own group; the paper's AlexNet has 2 (§3.5)
/// - Returns: `[batch, outputChannels, outputHeight, outputWidth]`
public func conv2d(
  _ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: Pair = 1, padding: Pair = 0,
  dilation: Pair = 1, groups: Int = 1
) -> Tensor {
  requireShapes(
    x.shape.rank == 4 && weight.shape.rank == 4 && groups > 0 && x.shape[1] == weight.shape[1] * groups,
    of: [x],
    "conv2d: an input [batch, channels, height, width] of shape \(x.shape) does not fit a weight [filters, "
      + "channels / groups, height, width] of shape \(weight.shape) in \(groups) groups")
  requireShapes(
    bias == nil || bias?.shape == [weight.shape[0]], of: [x],
    "conv2d: a bias of shape \(bias?.shape ?? []) does not fit a weight of shape \(weight.shape)")
  let window = SlidingWindow(
    Pair(weight.shape[2], weight.shape[3]), stride: stride, padding: padding, dilation: dilation)
  requireShapes(
    window.fits(x.shape), of: [x],
    "conv2d: filters of shape \(weight.shape) cover \(window.span.height)×\(window.span.width) pixels and do not fit "
      + "into \(x.shape) with padding \(padding)")
  let g = ConvolutionGeometry(
    batch: x.shape[0], inputChannels: x.shape[1], inputHeight: x.shape[2], inputWidth: x.shape[3],
    outputChannels: weight.shape[0], kernelHeight: weight.shape[2], kernelWidth: weight.shape[3],
    strideHeight: stride.height, strideWidth: stride.width, paddingHeight: padding.height,
    paddingWidth: padding.width, dilationHeight: dilation.height, dilationWidth: dilation.width,
    groups: groups)
  let step = OperationStep(
    "conv2d",
    arithmetic: ShapeArithmetic.sides(of: x.shape, under: window),
    multiplyAdds: g.multiplyAdds, reach: .window(window))
  let weightNeeds = weight.requiresGradient
  let biasNeeds = bias?.requiresGradient ?? false
  let keptInput = weightNeeds || biasNeeds ? x.detached() : nil
  let keptWeight = x.requiresGradient ? weight.detached() : nil
  let (inputShape, weightShape) = (x.shape, weight.shape)

  return .operation(
    step, inputs: [x, weight] + (bias.map { [$0] } ?? []),
    shape: [g.batch, g.outputChannels, g.outputHeight, g.outputWidth]
  ) { output in
    Convolution.forward(
      g, input: x.pointer, weight: weight.pointer, bias: bias?.pointer, output: output.mutablePointer)
  } backward: { _ in
    { gradient in
      let inputGradient = keptWeight.map { weight in
        let result = Tensor(uninitialized: inputShape)
        Convolution.backwardInput(
          g, outputGradient: gradient.pointer, weight: weight.pointer, inputGradient: result.mutablePointer)
        return result
      }
      guard let keptInput else { return [inputGradient, nil, nil] }
      let weightGradient = Tensor(uninitialized: weightShape)
      let biasGradient = biasNeeds ? Tensor(uninitialized: [g.outputChannels]) : nil
      Convolution.backwardWeight(
        g, input: keptInput.pointer, outputGradient: gradient.pointer,
        weightGradient: weightGradient.mutablePointer, biasGradient: biasGradient?.mutablePointer)
      return [inputGradient, weightNeeds ? weightGradient : nil, biasGradient]
    }
  }
}
