/// Sums in an order that depends on the sizes only.
public enum Summation {
  private static let chunk = 1 << 13

  /// The sum of all values: single precision within a chunk (in sixteen interleaved partial sums), double
  /// precision over the chunks.
  public static func total(_ count: Int, _ input: UnsafePointer<Float>) -> Float {
    let chunks = (count + chunk - 1) / chunk
    return Scratch.withFloats(max(chunks, 1)) { partial in
      parallelChunks(count, chunk: chunk) { range in
        let values = input + range.lowerBound
        partial[range.lowerBound / chunk] = laneSum(
          range.count, vector: values.vector(at:), scalar: { values[$0] })
      }
      var sum = 0.0
      for index in 0..<chunks { sum += Double(partial[index]) }
      return Float(sum)
    }
  }

  /// The sums over the middle axis of `[outer, length, inner]`, written as `[outer, inner]`.
  ///
  /// Rows of `inner` values are added one after the other; a task takes some columns of one outer position.
  /// With `outer` 1 and `inner` the number of features this is the gradient of a dense layer's bias.
  public static func overMiddle(
    outer: Int, length: Int, inner: Int, _ input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>
  ) {
    let block = 256
    let blocks = (inner + block - 1) / block
    parallelFor(outer * blocks) { task in
      let columns = task % blocks * block..<min((task % blocks + 1) * block, inner)
      let sums = output + task / blocks * inner
      for column in columns { sums[column] = 0 }
      for index in 0..<length {
        let row = input + (task / blocks * length + index) * inner
        for column in columns { sums[column] += row[column] }
      }
    }
  }
}
