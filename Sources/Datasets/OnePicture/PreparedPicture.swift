import Drawing

/// One picture of the reader's, prepared as the pictures were that a network learned from, and what was done to it.
public struct PreparedPicture: Sendable {
  /// How pictures of a data set are prepared.
  public enum Kind: String, Codable, Sendable {
    /// As those of Fashion-MNIST: grey, light on dark, cut out and centred.
    case garment
    /// As those of an ``ImageFolder``: the middle square.
    case photograph
  }

  /// `[channels, height, width]`, one byte a value.
  public let pixels: [UInt8]
  /// The size of what ``pixels`` holds.
  public let size: ImageSize
  /// What was done, step by step, each in a few words: "scaled to 28×28".
  public let steps: [String]

  /// The picture, to be drawn.
  public var picture: Picture {
    Picture(planes: pixels, channels: size.channels, height: size.height, width: size.width)
  }

  /// Prepares `picture`, grey or RGB, as pictures of `kind`.
  ///
  /// - Parameters:
  ///   - path: where it comes from, for errors.
  ///   - channels: 1 for grey, 3 for colour; garments are grey.
  ///   - side: of the square that it becomes, in pixels.
  /// - Throws: `DatasetError.tooLarge` for a photograph that is far longer than wide.
  public init(
    _ picture: Picture, as kind: Kind, path: String, channels: Int, side: Int
  ) throws(DatasetError) {
    size = ImageSize(channels: channels, height: side, width: side)
    switch kind {
    case .photograph:
      (pixels, steps) = try Self.photograph(picture, path: path, channels: channels, side: side)
    case .garment:
      precondition(channels == 1, "garments are grey: found \(channels) channels")
      (pixels, steps) = GarmentPreparation(picture, side: side).result
    }
  }

  /// The middle square, scaled, as every picture of a folder.
  private static func photograph(
    _ picture: Picture, path: String, channels: Int, side: Int
  ) throws(DatasetError) -> ([UInt8], [String]) {
    let preparation = PicturePreparation(
      channels: channels, side: side, isForPhotographs: true, pixelLimit: PictureFile.mostPixels)
    let preparer = try PicturePreparer(preparation)
    var pixels = [UInt8](repeating: 0, count: preparation.imageSize.count)
    let result = pixels.withUnsafeMutableBufferPointer { buffer in
      Result { () throws(DatasetError) in
        guard let base = buffer.baseAddress else { return }
        try preparer.prepare(picture, path: path, to: base)
      }
    }
    try result.get()
    var steps: [String] = []
    if channels == 1 && picture.hasColours { steps.append("made grey") }
    if picture.width != picture.height { steps.append("cut to its middle square") }
    if min(picture.width, picture.height) != side { steps.append("scaled to \(side)×\(side)") }
    return (pixels, steps.isEmpty ? ["taken as it is"] : steps)
  }
}

extension Picture {
  /// Whether any pixel is other than grey.
  var hasColours: Bool {
    guard channels >= 3 else { return false }
    for start in stride(from: 0, to: pixels.count, by: channels) {
      let red = pixels[start]
      if pixels[start + 1] != red || pixels[start + 2] != red { return true }
    }
    return false
  }

  /// The same picture with no side longer than `longest` pixels, to be drawn.
  public func reduced(to longest: Int) -> Picture {
    let longer = max(width, height)
    guard longer > longest, longest > 0 else { return self }
    let size = ImageSize(channels: channels == 1 ? 1 : 3, height: height, width: width)
    let (newHeight, newWidth) = (max(1, height * longest / longer), max(1, width * longest / longer))
    let planes = Compose([Resize(height: newHeight, width: newWidth)]).bytes(of: size) {
      copyPlanes(channels: size.channels, to: $0)
    }
    return Picture(planes: planes, channels: size.channels, height: newHeight, width: newWidth)
  }
}

extension Compose {
  /// What transforms of bytes make of one picture of `size`, whose bytes `fill` writes.
  func bytes(of size: ImageSize, fill: (UnsafeMutablePointer<UInt8>) -> Void) -> [UInt8] {
    let workspace = ImageWorkspace()
    // The bytes are lent by the workspace, which must last until they are copied.
    return withExtendedLifetime(workspace) {
      let pixels = workspace.bytes(self, size: size, fill: fill)
      return Array(UnsafeBufferPointer(start: pixels, count: outputSize(for: size).count))
    }
  }
}
