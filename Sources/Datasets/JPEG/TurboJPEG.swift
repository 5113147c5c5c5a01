/// The functions of libturbojpeg that read a JPEG file, those of version 2.1 that version 3 keeps (its manual,
/// `turbojpeg.h`): they return their errors, where libjpeg's own jump out of the caller.
struct TurboJPEG: Sendable {
  /// Makes a decompressor, to be used by one thread at a time; `nil` if there is no memory.
  let start: @convention(c) () -> OpaquePointer?
  /// Frees one.
  let end: @convention(c) (OpaquePointer) -> Int32
  /// Decompressor, file, its size; then width, height, subsampling and colour space come out.
  let readHeader:
    @convention(c) (
      OpaquePointer, UnsafePointer<UInt8>?, CUnsignedLong, UnsafeMutablePointer<Int32>,
      UnsafeMutablePointer<Int32>,
      UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>
    ) -> Int32
  /// Decompressor, file, its size, pixels, width, bytes in a row, height, order of the channels, flags.
  let decompress:
    @convention(c) (
      OpaquePointer, UnsafePointer<UInt8>?, CUnsignedLong, UnsafeMutablePointer<UInt8>?, Int32, Int32, Int32,
      Int32,
      Int32
    ) -> Int32
  /// The sentence about the last failure.
  let errorText: @convention(c) (OpaquePointer) -> UnsafePointer<CChar>?
  /// Whether the last failure was only a warning: 0, or fatal: 1.
  let errorCode: @convention(c) (OpaquePointer) -> Int32

  /// The library, or why there is none. It is loaded when first asked for.
  static let shared = Result { () throws(DatasetError) in
    try TurboJPEG(["libturbojpeg.so.0", "/opt/homebrew/opt/jpeg-turbo/lib/libturbojpeg.dylib"])
  }

  /// Opens the first of these names.
  ///
  /// - Throws: `DatasetError.libraryMissing`.
  init(_ names: [String]) throws(DatasetError) {
    let library = try SystemLibrary(
      names,
      missing: .libraryMissing(
        library: "libturbojpeg", purpose: "to read JPEG pictures",
        install: "install it with: apt-get install libturbojpeg0 (on Ubuntu libturbojpeg)"))
    start = try library.function("tjInitDecompress")
    end = try library.function("tjDestroy")
    readHeader = try library.function("tjDecompressHeader3")
    decompress = try library.function("tjDecompress2")
    errorText = try library.function("tjGetErrorStr2")
    errorCode = try library.function("tjGetErrorCode")
  }

  /// How the bytes of a pixel lie (`enum TJPF`).
  enum PixelFormat {
    static let rgb: Int32 = 0
    static let cmyk: Int32 = 11
  }

  /// Colour spaces of files (`enum TJCS`) with four channels.
  enum ColorSpace {
    static let cmyk: Int32 = 3
    static let ycck: Int32 = 4
  }

  /// What is asked of the decompressor.
  enum Flags {
    /// The exact integer cosine transform, which PIL uses: `TJFLAG_ACCURATEDCT`.
    static let accurateTransform: Int32 = 4096
    /// No more than 500 scans: `TJFLAG_LIMITSCANS`. A progressive file of a few kilobytes can demand thousands of them,
    /// each over the whole picture.
    static let limitedScans: Int32 = 32768
  }

  /// What ``errorCode`` says of a warning (`TJERR_WARNING`).
  static let warning: Int32 = 0
}
