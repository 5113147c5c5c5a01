import Drawing
import Kernels

/// Reads JPEG pictures: the pixels are those that PIL gives after `convert("RGB")`, bit for bit.
///
/// PIL leaves libjpeg-turbo its defaults: the exact integer cosine transform, and chroma enlarged with weights of ¾ and
/// ¼ ("fancy upsampling"). TurboJPEG is asked for the same. One thread at a time may use a decoder.
final class JPEGDecoder {
  private let library: TurboJPEG
  /// A decompressor of which nothing bad is known; see ``renew()``.
  private var handle: OpaquePointer

  /// - Throws: `DatasetError.libraryMissing` without libturbojpeg.
  init() throws(DatasetError) {
    library = try TurboJPEG.shared.get()
    handle = Self.start(library)
  }

  deinit { _ = library.end(handle) }

  private static func start(_ library: TurboJPEG) -> OpaquePointer {
    if let handle = library.start() { return handle }
    endProgram("out of memory: libturbojpeg cannot make a decompressor")
  }

  /// Takes another decompressor after a failure. One that failed keeps half a header in mind and mixes it with the next
  /// file's (found by trial with 2.1.5): it then refuses sound files, or knows other sizes than it says.
  private func renew() {
    _ = library.end(handle)
    handle = Self.start(library)
  }

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
    let reason = message
    if status != 0 { renew() }
    // A kind of subsampling that has no name in the library is a failure after the size was read; such a file can be
    // unpacked all the same. A file of tables without a picture is no failure, and has no size.
    guard width > 0 && height > 0 else {
      throw .undecodable(
        path: path, expected: "a sound JPEG header",
        found: status == 0 ? "a file without a picture" : "damage (\(reason))")
    }
    let hasInks = space == TurboJPEG.ColorSpace.cmyk || space == TurboJPEG.ColorSpace.ycck
    return Header(width: Int(width), height: Int(height), hasInks: hasInks)
  }

  /// `[height, width, channels]`.
  ///
  /// Damage that the library can go on after is a warning; but after a warning it calls fatal damage a warning too, and
  /// leaves what it has not reached. So a picture with a warning is unpacked twice, over zeros and over ones: it is
  /// whole if both are the same.
  private func pixels(
    _ file: [UInt8], _ header: Header, _ format: Int32, channels: Int, _ path: String
  ) throws(DatasetError) -> [UInt8] {
    var pixels = [UInt8](repeating: 0, count: header.width * header.height * channels)
    guard unpack(file, header, format, to: &pixels) != 0 else { return pixels }
    let (reason, isWarning) = (message, library.errorCode(handle) == TurboJPEG.warning)
    renew()
    if isWarning {
      var again = [UInt8](repeating: 255, count: pixels.count)
      if unpack(file, header, format, to: &again) != 0 { renew() }
      if again == pixels { return pixels }
    }
    throw .undecodable(path: path, expected: "sound JPEG data", found: "damage (\(reason))")
  }

  /// Unpacks `file` over `pixels`, which have its size; 0 for success.
  private func unpack(_ file: [UInt8], _ header: Header, _ format: Int32, to pixels: inout [UInt8]) -> Int32 {
    // Given a size, the library writes no larger picture, whatever the file turns out to be.
    library.decompress(
      handle, file, CUnsignedLong(file.count), &pixels, Int32(header.width), 0, Int32(header.height), format,
      TurboJPEG.Flags.accurateTransform | TurboJPEG.Flags.limitedScans)
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
