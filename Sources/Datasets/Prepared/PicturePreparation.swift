import Drawing

/// What is done to every picture of a collection before it is kept: all become squares of one size.
struct PicturePreparation: Hashable, Sendable {
  /// 1 for grey, 3 for colour.
  var channels = 3
  /// The side of the square in pixels. The shorter side of a picture becomes this, and the middle of it is kept, as by
  /// torchvision's `Resize` and `CenterCrop`.
  var side: Int
  /// Whether pictures are stood upright as their camera says, and laid on white where they are transparent.
  var isForPhotographs = false
  /// The most pixels that a picture may have.
  var pixelLimit: Int

  /// How many times as long as the shorter side the longer one may be. The shorter becomes ``side``, so a tiny file of one
  /// row could otherwise demand any amount of memory.
  static let longestShape = 64

  /// The size of every picture afterwards.
  var imageSize: ImageSize { ImageSize(channels: channels, height: side, width: side) }
}

/// Prepares one picture after the other; one thread at a time may use it.
final class PicturePreparer: @unchecked Sendable {
  private let preparation: PicturePreparation
  private let transform: Compose
  /// `nil` until the first JPEG file of a folder: PNG files need no library beyond the book's three.
  private var decoder: JPEGDecoder?
  private let workspace = ImageWorkspace()

  /// - Throws: `DatasetError.libraryMissing` without libturbojpeg, if all pictures will be JPEG.
  init(_ preparation: PicturePreparation) throws(DatasetError) {
    self.preparation = preparation
    transform = Compose([Resize(preparation.side), CenterCrop(preparation.side)])
    decoder = preparation.isForPhotographs ? nil : try JPEGDecoder()
  }

  /// Writes `picture`, prepared, to `output`: `[channels, side, side]` bytes.
  ///
  /// - Throws: `DatasetError.undecodable`, `.tooLarge`, `.unreadable` or `.libraryMissing`.
  func prepare(_ task: PictureTask, to output: UnsafeMutablePointer<UInt8>) throws(DatasetError) {
    try prepare(picture(task), path: task.path, to: output)
  }

  /// The same for a picture that was read.
  func prepare(
    _ picture: Picture, path: String, to output: UnsafeMutablePointer<UInt8>
  ) throws(DatasetError) {
    let (short, long) = (min(picture.width, picture.height), max(picture.width, picture.height))
    guard long <= short * PicturePreparation.longestShape else {
      throw .tooLarge(
        path: path, found: "\(picture.width)×\(picture.height) pixels",
        limit: "\(PicturePreparation.longestShape) times the length of its shorter side")
    }
    let size = ImageSize(channels: preparation.channels, height: picture.height, width: picture.width)
    let pixels = workspace.bytes(transform, size: size) {
      picture.copyPlanes(channels: size.channels, to: $0)
    }
    output.update(from: pixels, count: preparation.imageSize.count)
  }

  private func jpegDecoder() throws(DatasetError) -> JPEGDecoder {
    if let decoder { return decoder }
    let decoder = try JPEGDecoder()
    self.decoder = decoder
    return decoder
  }

  /// The picture of `task` as it is in its file.
  func picture(_ task: PictureTask) throws(DatasetError) -> Picture {
    switch task.content {
    case .bytes(let bytes):
      try jpegDecoder().picture(bytes, path: task.path, limit: preparation.pixelLimit)
    case .file:
      try PictureFile.picture(
        at: task.path, decoder: jpegDecoder, upright: preparation.isForPhotographs,
        limit: preparation.pixelLimit)
    }
  }
}

/// A picture that waits for its preparation.
struct PictureTask: Sendable {
  enum Content: Sendable {
    /// The content of a JPEG file.
    case bytes([UInt8])
    /// A file that is still to be read.
    case file
  }

  /// Its place among the pictures that are kept.
  let slot: Int
  /// Its file, for messages and for reading.
  let path: String
  let content: Content
}

extension Picture {
  /// Writes `[channels, height, width]` to `planes`, 1 channel or 3: colours of a grey picture are its grey, and the grey
  /// of a coloured one is PIL's `convert("L")`, 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601) in whole numbers.
  func copyPlanes(channels wanted: Int, to planes: UnsafeMutablePointer<UInt8>) {
    let area = width * height
    pixels.withUnsafeBufferPointer { pixels in
      guard let pixels = pixels.baseAddress else { return }
      switch (channels, wanted) {
      case (1, _):
        for channel in 0..<wanted { (planes + channel * area).update(from: pixels, count: area) }
      case (_, 1):
        for pixel in 0..<area {
          let color = pixels + pixel * channels
          let sum = UInt32(color[0]) &* 19595 &+ UInt32(color[1]) &* 38470 &+ UInt32(color[2]) &* 7471
          planes[pixel] = UInt8(truncatingIfNeeded: (sum &+ 0x8000) >> 16)
        }
      default:
        let (red, green, blue) = (planes, planes + area, planes + 2 * area)
        for pixel in 0..<area {
          let color = pixels + pixel &* channels
          (red[pixel], green[pixel], blue[pixel]) = (color[0], color[1], color[2])
        }
      }
    }
  }
}
