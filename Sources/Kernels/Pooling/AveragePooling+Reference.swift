extension AveragePooling {
  /// Average pooling written to be read: one window after the other.
  public enum Reference {
    /// See ``AveragePooling/forward(_:input:output:)``.
    public static func forward<Scalar: BinaryFloatingPoint>(
      _ g: PoolingGeometry, input: UnsafePointer<Scalar>, output: UnsafeMutablePointer<Scalar>
    ) {
      for plane in 0..<g.planes {
        let image = input + plane * g.inputPlane
        for row in 0..<g.outputHeight {
          for column in 0..<g.outputWidth {
            var sum: Scalar = 0
            for kernelRow in g.kernelRows(row) {
              for kernelColumn in g.kernelColumns(column) {
                let inputRow = g.firstInputRow(row) + kernelRow
                let inputColumn = g.firstInputColumn(column) + kernelColumn
                sum += image[inputRow * g.inputWidth + inputColumn]
              }
            }
            output[plane * g.outputPlane + row * g.outputWidth + column] = sum / Scalar(g.window)
          }
        }
      }
    }

    /// See ``AveragePooling/backward(_:gradient:inputGradient:)``.
    public static func backward<Scalar: BinaryFloatingPoint>(
      _ g: PoolingGeometry, gradient: UnsafePointer<Scalar>, inputGradient: UnsafeMutablePointer<Scalar>
    ) {
      for index in 0..<g.planes * g.inputPlane { inputGradient[index] = 0 }
      for plane in 0..<g.planes {
        let image = inputGradient + plane * g.inputPlane
        for row in 0..<g.outputHeight {
          for column in 0..<g.outputWidth {
            let share = gradient[plane * g.outputPlane + row * g.outputWidth + column] / Scalar(g.window)
            for kernelRow in g.kernelRows(row) {
              for kernelColumn in g.kernelColumns(column) {
                let inputRow = g.firstInputRow(row) + kernelRow
                let inputColumn = g.firstInputColumn(column) + kernelColumn
                image[inputRow * g.inputWidth + inputColumn] += share
              }
            }
          }
        }
      }
    }
  }
}
