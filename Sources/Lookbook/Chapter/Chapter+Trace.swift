extension Chapter {
  /// Prints the way of a shape through `model`: what comes out of every layer and why, how much it learns and computes,
  /// and how much of the image it sees. Nothing is computed, whatever the batch.
  ///
  ///     chapter.trace(model, input: [1, 1, 28, 28])
  ///
  /// - Parameter input: the shape that goes in, `[batch, channels, height, width]` for images.
  /// - Returns: the same as data.
  @discardableResult
  public func trace(_ model: any Layer, input: Shape) -> ShapeTrace {
    let trace = model.shapeTrace(input: input)
    console.print("\(trace)")
    return trace
  }
}
