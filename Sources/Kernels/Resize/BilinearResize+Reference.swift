extension BilinearResize {
  /// The same in plain loops, to be read and to hold the fast version against.
  public enum Reference {
    /// As ``BilinearResize/apply(_:input:output:)``: bytes in, bytes out, rounded after each of the two
    /// passes.
    public static func apply(
      _ g: ResizeGeometry, input: UnsafePointer<UInt8>, output: UnsafeMutablePointer<UInt8>
    ) {
      let plane = g.vertical.inputs * g.horizontal.inputs
      let outputPlane = g.vertical.outputs * g.horizontal.outputs
      for channel in 0..<g.channels {
        let original = Array(UnsafeBufferPointer(start: input + channel * plane, count: plane))
        let result =
          g.startsWithColumns
          ? rows(columns(original, g.vertical, width: g.horizontal.inputs), g.horizontal)
          : columns(rows(original, g.horizontal), g.vertical, width: g.horizontal.outputs)
        (output + channel * outputPlane).update(from: result, count: outputPlane)
      }
    }

    private static func rows(_ input: [UInt8], _ axis: ResizeAxis) -> [UInt8] {
      (0..<input.count / axis.inputs).flatMap { y in
        (0..<axis.outputs).map { x in weighted(axis, x) { input[y * axis.inputs + $0] } }
      }
    }

    private static func columns(_ input: [UInt8], _ axis: ResizeAxis, width: Int) -> [UInt8] {
      (0..<axis.outputs).flatMap { y in
        (0..<width).map { x in weighted(axis, y) { input[$0 * width + x] } }
      }
    }

    /// What the bytes approximate: the same sums in real numbers, rounded nowhere.
    public static func apply<Scalar: BinaryFloatingPoint>(
      _ g: ResizeGeometry, input: UnsafePointer<Scalar>, output: UnsafeMutablePointer<Scalar>
    ) {
      let (height, width) = (g.vertical.inputs, g.horizontal.inputs)
      for channel in 0..<g.channels {
        for y in 0..<g.vertical.outputs {
          for x in 0..<g.horizontal.outputs {
            var sum: Scalar = 0
            for i in 0..<g.vertical.counts[y] {
              for j in 0..<g.horizontal.counts[x] {
                let row = channel * height + g.vertical.starts[y] + i
                let weight =
                  g.vertical.realWeights[y * g.vertical.taps + i]
                  * g.horizontal.realWeights[x * g.horizontal.taps + j]
                sum += Scalar(weight) * input[row * width + g.horizontal.starts[x] + j]
              }
            }
            output[(channel * g.vertical.outputs + y) * g.horizontal.outputs + x] = sum
          }
        }
      }
    }

    /// One output of one axis: the weighted sum of bytes, rounded to the nearest and kept within a byte.
    private static func weighted(_ axis: ResizeAxis, _ place: Int, _ value: (Int) -> UInt8) -> UInt8 {
      var sum = 1 << (ResizeAxis.precision - 1)
      for tap in 0..<axis.counts[place] {
        sum += Int(axis.weights[place * axis.taps + tap]) * Int(value(axis.starts[place] + tap))
      }
      return UInt8(clamping: sum >> ResizeAxis.precision)
    }
  }
}
