import Drawing

extension ImageDataset {
  /// Picture `index` as it is stored, before any transform, to be drawn.
  public func picture(at index: Int) -> Picture {
    Picture(
      planes: pixels(at: index), channels: imageSize.channels, height: imageSize.height,
      width: imageSize.width)
  }

  /// The positions of the first `limit` pictures of a class.
  public func indices(ofClass label: Int, limit: Int = .max) -> [Int] {
    Array((0..<count).lazy.filter { self.label(at: $0) == label }.prefix(limit))
  }

  /// The mean of all pictures of each class, pixel by pixel, in the order of ``classNames``; black where a class has no
  /// picture.
  public var meanPictures: [Picture] {
    var sums = [[Int]](repeating: [Int](repeating: 0, count: imageSize.count), count: classNames.count)
    var counts = [Int](repeating: 0, count: classNames.count)
    var pixels = [UInt8](repeating: 0, count: imageSize.count)
    for index in 0..<count {
      let label = label(at: index)
      readPixels(at: index, into: &pixels)
      for place in pixels.indices { sums[label][place] += Int(pixels[place]) }
      counts[label] += 1
    }
    return zip(sums, counts).map { sum, count in
      // To the nearest byte: half of the divisor is added first.
      let planes = sum.map { UInt8(($0 + count / 2) / max(1, count)) }
      return Picture(
        planes: planes, channels: imageSize.channels, height: imageSize.height, width: imageSize.width)
    }
  }
}
