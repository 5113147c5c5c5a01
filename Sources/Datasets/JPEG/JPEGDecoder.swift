import Drawing

/// Reads JPEG pictures: the pixels are those that PIL gives after `convert("RGB")`, bit for bit.
///
/// PIL leaves libjpeg-turbo its defaults: the exact integer cosine transform, and chroma enlarged with weights of ¾ and
/// ¼ ("fancy upsampling"). TurboJPEG is asked for the same. One thread at a time may use a decoder.
final class JPEGDecoder {
  private let library: TurboJPEG
  private let handle: OpaquePointer

  /// - Throws: `DatasetError.libraryMissing` without libturbojpeg.
  init() throws(DatasetError) {
    library = try TurboJPEG.shared.get()
    guard let handle = library.start() else {
      throw .unreadable(path: "libturbojpeg", reason: "there is no memory for a decoder")
    }
    self.handle = handle
  }

  deinit { _ = library.end(handle) }

  /// The picture of `file`, the content of the file that is called `path`; always RGB.
  ///
  /// Its size is checked before memory is reserved for it. As with PIL, a file without its end is an error, and one whose
  /// coded pixels are damaged in the middle is not: what cannot be read of it is grey.
  ///
  /// - Throws: `DatasetError.undecodable`; `.tooLarge` for more than `limit` pixels.
  func picture(_ file: [UInt8], path: String, limit: Int) throws(DatasetError) -> Picture {
    guard JPEGSegments.areIn(file) else {
      throw .undecodable(path: path, expected: "a JPEG picture", found: FileBeginning.words(for: file))
    }
    let header = try header(file, path)
    guard header.width * header.height <= limit else {
      throw .tooLarge(
        path: path, found: "\(header.width)×\(header.height) pixels", limit: "\(limit) pixels")
    }
    guard JPEGSegments(file).isComplete else {
      throw .undecodable(
        path: path, expected: "a whole JPEG picture",
        found: "no end of it in \(file.count) bytes: it is cut off")
    }
    if header.hasInks {
      let inks = try pixels(file, header, TurboJPEG.PixelFormat.cmyk, channels: 4, path)
      return Picture(
        pixels: Self.colors(ofInks: inks), width: header.width, height: header.height, channels: 3)
    }
    let pixels = try pixels(file, header, TurboJPEG.PixelFormat.rgb, channels: 3, path)
    return Picture(pixels: pixels, width: header.width, height: header.height, channels: 3)
  }

  /// What is known of a picture before its pixels are.
  private struct Header {
    let width, height: Int
    /// Cyan, magenta, yellow and black in the place of red, green and blue.
    let hasInks: Bool
  }

  private func header(_ file: [UInt8], _ path: String) throws(DatasetError) -> Header {
    var (width, height, subsampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    let status = library.readHeader(
      handle, file, CUnsignedLong(file.count), &width, &height, &subsampling, &space)
    // A kind of subsampling that has no name here is a failure after the size was read; it can be unpacked all the same.
    guard status == 0 || width > 0 && height > 0 else {
      throw .undecodable(path: path, expected: "a sound JPEG header", found: "damage (\(message))")
    }
    let hasInks = space == TurboJPEG.ColorSpace.cmyk || space == TurboJPEG.ColorSpace.ycck
    return Header(width: Int(width), height: Int(height), hasInks: hasInks)
  }

  /// `[height, width, channels]`.
  private func pixels(
    _ file: [UInt8], _ header: Header, _ format: Int32, channels: Int,
    _ path: String
  ) throws(DatasetError) -> [UInt8] {
    let count = header.width * header.height * channels
    var isUsable = false
    let pixels = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      let status = library.decompress(
        handle, file, CUnsignedLong(file.count), buffer.baseAddress, Int32(header.width), 0,
        Int32(header.height),
        format, TurboJPEG.Flags.accurateTransform | TurboJPEG.Flags.limitedScans)
      isUsable = status == 0 || library.errorCode(handle) == TurboJPEG.warning
      initialized = isUsable ? count : 0
    }
    guard isUsable else {
      throw .undecodable(path: path, expected: "sound JPEG data", found: "damage (\(message))")
    }
    return pixels
  }

  /// What the library says about its last failure.
  private var message: String { library.errorText(handle).map { String(cString: $0) } ?? "no reason given" }

  /// Red, green and blue of each pixel of four inks, as PIL's `cmyk2rgb` (`Convert.c`) has it: each colour is what its
  /// ink leaves of what the black leaves. Files hold 255 for no ink, by the convention of Adobe's that PIL follows too.
  private static func colors(ofInks inks: [UInt8]) -> [UInt8] {
    var colors: [UInt8] = []
    colors.reserveCapacity(inks.count / 4 * 3)
    for pixel in stride(from: 0, to: inks.count, by: 4) {
      let left = Int(inks[pixel + 3])
      for ink in pixel..<pixel + 3 {
        // The rounded quotient by 255 without a division (`MULDIV255`).
        let product = (255 - Int(inks[ink])) * left + 128
        colors.append(UInt8(left - (((product >> 8) + product) >> 8)))
      }
    }
    return colors
  }
}
