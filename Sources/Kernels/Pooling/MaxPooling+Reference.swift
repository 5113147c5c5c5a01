extension MaxPooling {
  /// Max pooling written to be read: one window after the other.
  ///
  /// Where a ReLU follows, the readable twin is this and ``Rectification/Reference``: forward one after the other, and
  /// back in the opposite order.
  public enum Reference {
    /// See ``MaxPooling/forward(_:input:output:indices:isRectified:)``.
    public static func forward<Scalar: BinaryFloatingPoint>(
      _ g: PoolingGeometry, input: UnsafePointer<Scalar>, output: UnsafeMutablePointer<Scalar>,
      indices: UnsafeMutablePointer<UInt8>?
    ) {
      for plane in 0..<g.planes {
        let image = input + plane * g.inputPlane
        for row in 0..<g.outputHeight {
          for column in 0..<g.outputWidth {
            var best = -Scalar.infinity
            var bestIndex = g.kernelRows(row).lowerBound * g.kernelWidth + g.kernelColumns(column).lowerBound
            for kernelRow in g.kernelRows(row) {
              for kernelColumn in g.kernelColumns(column) {
                let inputRow = g.firstInputRow(row) + kernelRow
                let inputColumn = g.firstInputColumn(column) + kernelColumn
                let value = image[inputRow * g.inputWidth + inputColumn]
                if value > best || value.isNaN {
                  best = value
                  bestIndex = kernelRow * g.kernelWidth + kernelColumn
                }
              }
            }
            let position = plane * g.outputPlane + row * g.outputWidth + column
            output[position] = best
            indices?[position] = UInt8(bestIndex)
          }
        }
      }
    }

    /// See ``MaxPooling/backward(_:gradient:indices:rectified:inputGradient:)``.
    public static func backward<Scalar: BinaryFloatingPoint>(
      _ g: PoolingGeometry, gradient: UnsafePointer<Scalar>, indices: UnsafePointer<UInt8>,
      inputGradient: UnsafeMutablePointer<Scalar>
    ) {
      for index in 0..<g.planes * g.inputPlane { inputGradient[index] = 0 }
      for plane in 0..<g.planes {
        let image = inputGradient + plane * g.inputPlane
        for row in 0..<g.outputHeight {
          for column in 0..<g.outputWidth {
            let position = plane * g.outputPlane + row * g.outputWidth + column
            let inputRow = g.firstInputRow(row) + Int(indices[position]) / g.kernelWidth
            let inputColumn = g.firstInputColumn(column) + Int(indices[position]) % g.kernelWidth
            image[inputRow * g.inputWidth + inputColumn] += gradient[position]
          }
        }
      }
    }
  }
}
