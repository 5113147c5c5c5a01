/// Max pooling: the largest value under a window that slides over every plane (AlexNet paper, §3.4: windows
/// of 3 at stride 2 overlap, which the authors found to over-fit a little less).
///
/// Nothing is learned here. The gradient of a maximum flows to the value that won and to no other, so the
/// forward pass notes for every output which one it was: its number in the window, row by row, a byte. Of
/// equal values the first wins, and a NaN wins over all, as in PyTorch.
///
/// ``Reference`` is the same written to be read.
public enum MaxPooling {
  /// The largest window whose numbers fit in a byte.
  public static let largestWindow = 256

  /// Writes the largest value of each window.
  ///
  /// - Parameters:
  ///   - input: `[planes, inputHeight, inputWidth]`
  ///   - output: `[planes, outputHeight, outputWidth]`
  ///   - indices: which of the window's values won, for `backward`; nil when no gradient will be asked for
  ///   - isRectified: whether a ReLU follows
  public static func forward(
    _ g: PoolingGeometry, input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>,
    indices: UnsafeMutablePointer<UInt8>?, isRectified: Bool = false
  ) {
    precondition(
      g.window <= largestWindow, "max pooling: a window of \(g.window) values, at most \(largestWindow)")
    parallelChunks(g.planes, chunk: g.planesPerTask) { planes in
      PlanePooling.with(g) { plane in
        for number in planes {
          // Only the last planes have no room behind them and are copied.
          var values = input + number * g.inputPlane
          if (g.planes - number - 1) * g.inputPlane < PlanePooling.room {
            plane.values.update(from: values, count: g.inputPlane)
            values = UnsafePointer(plane.values)
          }
          plane.pool(
            values, output: output + number * g.outputPlane,
            indices: indices.map { $0 + number * g.outputPlane }, isRectified: isRectified)
        }
      }
    }
  }

  /// Adds each output's gradient to the value that won its window; every other value's gradient is zero.
  ///
  /// A plane belongs to one task, so overlapping windows add up in a fixed order.
  ///
  /// - Parameters:
  ///   - gradient: the loss by `output`
  ///   - indices: as `forward` wrote them
  ///   - rectified: the output if a ReLU followed, nil if none did
  ///   - inputGradient: the loss by `input`; overwritten
  public static func backward(
    _ g: PoolingGeometry, gradient: UnsafePointer<Float>, indices: UnsafePointer<UInt8>,
    rectified: UnsafePointer<Float>? = nil, inputGradient: UnsafeMutablePointer<Float>
  ) {
    parallelChunks(g.planes, chunk: g.planesPerTask) { planes in
      PlanePooling.with(g) { plane in
        for number in planes {
          let start = number * g.outputPlane
          plane.spread(
            gradient: gradient + start, indices: indices + start, rectified: rectified.map { $0 + start })
          (inputGradient + number * g.inputPlane).update(from: plane.values, count: g.inputPlane)
        }
      }
    }
  }
}
