extension Tensor {
  /// Where the largest value along an axis is: for `[batch, classes]` over axis 1, the class that each image
  /// is taken for.
  ///
  /// Of equal values the first wins, and so does the first NaN over every number. Not differentiable: a small
  /// change of the values moves no position.
  ///
  /// - Returns: one position for each place of the other axes, in rows
  public func argmax(axis: Int = -1) -> [Int] {
    let (outer, length, inner) = shape.split(at: axis, "argmax")
    precondition(length > 0, "argmax: axis \(axis) of the shape \(shape) is empty")
    var positions: [Int] = []
    positions.reserveCapacity(outer * inner)
    for row in 0..<outer * inner {
      let values = pointer + row / inner * length * inner + row % inner
      var best = 0
      for index in 1..<length
      where values[index * inner] > values[best * inner]
        || values[index * inner].isNaN && !values[best * inner].isNaN
      {
        best = index
      }
      positions.append(best)
    }
    return positions
  }
}
