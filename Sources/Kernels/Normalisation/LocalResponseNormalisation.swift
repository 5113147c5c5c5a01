import Foundation

/// Local response normalisation (AlexNet paper, §3.3): a value is damped by the activity of the channels
/// beside it.
///
///     s_c = k + α/n · Σ a_j²  over the n channels around c          b_c = a_c · s_c^−β
///
/// With g the gradient by b, a value acts on its own output and on every output whose window holds it:
///
///     ∂a_c = g_c s_c^−β − 2αβ/n · a_c · Σ g_j a_j s_j^(−β−1)  over the j whose window holds c
///
/// Positions do not meet, channels do: a task takes 256 neighbouring positions of one image through all their
/// channels, which for AlexNet's 96 are 96 KiB and stay in the core's cache while each is read five times. s
/// is computed again in the backward pass rather than kept: it is as large as the image and costs little
/// beside fetching one from memory.
public enum LocalResponseNormalisation {
  private static let block = 256

  /// - Parameters:
  ///   - input: `[batch, channels, plane]`
  ///   - output: `[batch, channels, plane]`
  public static func forward(
    _ g: LocalResponseGeometry, input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>
  ) {
    forEachBlock(g) { start, count in
      Scratch.withFloats(block) { scale in
        for channel in 0..<g.channels {
          sumSquares(g, input + start, channel, count, scale)
          raise(scale, count, to: -g.beta)
          let a = input + start + channel * g.plane
          let b = output + start + channel * g.plane
          for index in 0..<count { b[index] = a[index] * scale[index] }
        }
      }
    }
  }

  /// - Parameters:
  ///   - gradient: the loss by `output`
  ///   - inputGradient: the loss by `input`; overwritten
  public static func backward(
    _ g: LocalResponseGeometry, input: UnsafePointer<Float>, gradient: UnsafePointer<Float>,
    inputGradient: UnsafeMutablePointer<Float>
  ) {
    let factor = Float(2 * g.alpha * g.beta / Double(g.size))
    forEachBlock(g) { start, count in
      Scratch.withFloats((2 * g.channels + 1) * block) { scratch in
        let powers = scratch
        let ratios = scratch + g.channels * block
        let sum = scratch + 2 * g.channels * block
        for channel in 0..<g.channels {
          let power = powers + channel * block
          let ratio = ratios + channel * block
          let a = input + start + channel * g.plane
          let db = gradient + start + channel * g.plane
          sumSquares(g, input + start, channel, count, power)
          for index in 0..<count { ratio[index] = db[index] * a[index] / power[index] }
          raise(power, count, to: -g.beta)
          for index in 0..<count { ratio[index] *= power[index] }
        }
        for channel in 0..<g.channels {
          sum.update(repeating: 0, count: count)
          for other in g.windows(holding: channel) {
            let ratio = ratios + other * block
            for index in 0..<count { sum[index] += ratio[index] }
          }
          let power = powers + channel * block
          let a = input + start + channel * g.plane
          let db = gradient + start + channel * g.plane
          let da = inputGradient + start + channel * g.plane
          for index in 0..<count { da[index] = db[index] * power[index] - factor * a[index] * sum[index] }
        }
      }
    }
  }

  /// Calls `body` with where a block begins in its image's first channel, and how many positions it has.
  private static func forEachBlock(_ g: LocalResponseGeometry, _ body: (Int, Int) -> Void) {
    let blocks = (g.plane + block - 1) / block
    parallelFor(g.batch * blocks) { task in
      let position = task % blocks * block
      body(task / blocks * g.channels * g.plane + position, min(block, g.plane - position))
    }
  }

  /// s of one channel for a block of positions.
  @inline(__always)
  private static func sumSquares(
    _ g: LocalResponseGeometry, _ input: UnsafePointer<Float>, _ channel: Int, _ count: Int,
    _ scale: UnsafeMutablePointer<Float>
  ) {
    scale.update(repeating: 0, count: count)
    for other in g.window(of: channel) {
      let a = input + other * g.plane
      for index in 0..<count { scale[index] += a[index] * a[index] }
    }
    let k = Float(g.k)
    let factor = Float(g.alpha / Double(g.size))
    for index in 0..<count { scale[index] = k + factor * scale[index] }
  }

  /// Raises every value to a power. The exponent of the paper and of PyTorch's default, −0.75, is two square
  /// roots: x^−¾ = 1 / (√x · √√x), twenty times faster than `pow`.
  @inline(__always)
  private static func raise(_ values: UnsafeMutablePointer<Float>, _ count: Int, to exponent: Double) {
    if exponent == -0.75 {
      for index in 0..<count {
        let root = values[index].squareRoot()
        values[index] = 1 / (root * root.squareRoot())
      }
    } else {
      let exponent = Float(exponent)
      for index in 0..<count { values[index] = powf(values[index], exponent) }
    }
  }
}
