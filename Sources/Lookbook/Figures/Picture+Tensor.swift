extension Picture {
  /// The pictures of a batch as a network gets it, `[batch, channels, height, width]`, with one channel or three.
  ///
  /// - Parameter range: the values of black and white; those outside count as the nearest.
  public static func images(_ batch: Tensor, range: ClosedRange<Float> = 0...1) -> [Picture] {
    precondition(
      batch.shape.rank == 4,
      "Picture.images: a batch [batch, channels, height, width] is needed, found the shape \(batch.shape)")
    let shape = Shape(Array(batch.shape.dimensions.dropFirst()))
    let values = batch.values()
    return (0..<batch.shape[0]).map { index in
      let image = values[index * shape.count..<(index + 1) * shape.count]
      return Picture(Tensor(Array(image), shape: shape), range: range)
    }
  }

  /// A picture of an image as a network gets it, `[channels, height, width]` or `[1, channels, height, width]`, with
  /// one channel or three.
  ///
  /// - Parameter range: the values of black and white; those outside count as the nearest.
  public init(_ image: Tensor, range: ClosedRange<Float> = 0...1) {
    let shape = image.shape
    precondition(
      (shape.rank == 3 || shape.rank == 4 && shape[0] == 1) && [1, 3].contains(shape[-3]),
      "Picture: an image [channels, height, width] of 1 or 3 channels is needed, found the shape \(shape)")
    let span = range.upperBound - range.lowerBound
    let planes = image.values().map { value -> UInt8 in
      let fraction = span > 0 ? (value - range.lowerBound) / span : 0
      // The written way round, so that what is no number is black.
      return fraction > 0 ? UInt8((min(fraction, 1) * 255).rounded()) : 0
    }
    self.init(planes: planes, channels: shape[-3], height: shape[-2], width: shape[-1])
  }
}
