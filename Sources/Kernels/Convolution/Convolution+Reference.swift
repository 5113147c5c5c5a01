extension Convolution {
  /// The definition of the convolution, written as the sums that it is.
  ///
  /// With n the image, o the filter, c a channel of its group, (y, x) a position of the output and (u, v) one of the
  /// filter, every product of a convolution is
  ///
  ///     output[n, o, y, x]  ←  weight[o, c, u, v] · input[n, c, y·s − p + u·d, x·s − p + v·d]
  ///
  /// where reads outside the image are zero. The three passes differ only in which of the three is the sum and which
  /// two are the factors, so all three are the same walk over ``forEachProduct(_:_:)``.
  public enum Reference {
    /// output = Σ weight · input + bias.
    @_specialize(where Scalar == Double)
    public static func forward<Scalar: BinaryFloatingPoint>(
      _ g: ConvolutionGeometry, input: UnsafePointer<Scalar>, weight: UnsafePointer<Scalar>,
      bias: UnsafePointer<Scalar>?, output: UnsafeMutablePointer<Scalar>
    ) {
      for index in 0..<g.outputCount {
        output[index] = bias.map { $0[index / g.outputArea % g.outputChannels] } ?? 0
      }
      forEachProduct(g) { output[$0] += weight[$1] * input[$2] }
    }

    /// inputGradient = Σ weight · outputGradient.
    @_specialize(where Scalar == Double)
    public static func backwardInput<Scalar: BinaryFloatingPoint>(
      _ g: ConvolutionGeometry, outputGradient: UnsafePointer<Scalar>, weight: UnsafePointer<Scalar>,
      inputGradient: UnsafeMutablePointer<Scalar>
    ) {
      inputGradient.update(repeating: 0, count: g.inputCount)
      forEachProduct(g) { inputGradient[$2] += weight[$1] * outputGradient[$0] }
    }

    /// weightGradient = Σ input · outputGradient, biasGradient = Σ outputGradient.
    @_specialize(where Scalar == Double)
    public static func backwardWeight<Scalar: BinaryFloatingPoint>(
      _ g: ConvolutionGeometry, input: UnsafePointer<Scalar>, outputGradient: UnsafePointer<Scalar>,
      weightGradient: UnsafeMutablePointer<Scalar>, biasGradient: UnsafeMutablePointer<Scalar>?
    ) {
      weightGradient.update(repeating: 0, count: g.weightCount)
      forEachProduct(g) { weightGradient[$1] += input[$2] * outputGradient[$0] }
      guard let biasGradient else { return }
      biasGradient.update(repeating: 0, count: g.outputChannels)
      for index in 0..<g.outputCount {
        biasGradient[index / g.outputArea % g.outputChannels] += outputGradient[index]
      }
    }

    /// Calls `body` with the places in output, weight and input of every product of the convolution.
    @inline(__always)
    static func forEachProduct(
      _ g: ConvolutionGeometry, _ body: (_ output: Int, _ weight: Int, _ input: Int) -> Void
    ) {
      for n in 0..<g.batch {
        for o in 0..<g.outputChannels {
          let firstChannel = o / g.groupOutputChannels * g.groupInputChannels
          for c in 0..<g.groupInputChannels {
            let plane = (n * g.inputChannels + firstChannel + c) * g.inputHeight
            for u in 0..<g.kernelHeight {
              for v in 0..<g.kernelWidth {
                let weight = ((o * g.groupInputChannels + c) * g.kernelHeight + u) * g.kernelWidth + v
                for y in 0..<g.outputHeight {
                  let row = y * g.strideHeight - g.paddingHeight + u * g.dilationHeight
                  guard 0 <= row && row < g.inputHeight else { continue }
                  for x in 0..<g.outputWidth {
                    let column = x * g.strideWidth - g.paddingWidth + v * g.dilationWidth
                    guard 0 <= column && column < g.inputWidth else { continue }
                    let output = ((n * g.outputChannels + o) * g.outputHeight + y) * g.outputWidth + x
                    body(output, weight, (plane + row) * g.inputWidth + column)
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
