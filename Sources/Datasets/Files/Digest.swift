import Foundation

/// A digest by the system's libcrypto, which is loaded when first needed: nothing to build, and the CPU's own
/// instructions for it are used.
public final class Digest {
  /// How a message becomes a few bytes that no other message has.
  public enum Algorithm: Sendable {
    /// FIPS 180-4: 32 bytes.
    case sha256
    /// RFC 1321: 16 bytes. Forged easily; for files whose publishers give nothing better.
    case md5

    /// "SHA-256", "MD5".
    var name: String {
      switch self {
      case .sha256: "SHA-256"
      case .md5: "MD5"
      }
    }
  }

  private let library: Crypto
  private let context: OpaquePointer

  /// Starts an empty message.
  ///
  /// - Throws: `DatasetError.libraryMissing` if the system has no libcrypto, or one that is forbidden the algorithm.
  public init(_ algorithm: Algorithm) throws(DatasetError) {
    library = try Crypto.shared.get()
    guard let context = library.newContext() else { throw Crypto.missing }
    self.context = context
    guard library.start(context, library.algorithm(algorithm), nil) == 1 else { throw Crypto.missing }
  }

  deinit { library.freeContext(context) }

  /// Appends `bytes` to the message.
  public func update(_ bytes: UnsafeRawBufferPointer) {
    _ = library.update(context, bytes.baseAddress, bytes.count)
  }

  /// The digest of the message in hexadecimal digits; the message ends here.
  public func finish() -> String {
    // As large as the largest digest of libcrypto, `EVP_MAX_MD_SIZE`.
    var digest = [UInt8](repeating: 0, count: 64)
    var count: UInt32 = 0
    _ = library.finish(context, &digest, &count)
    return digest.prefix(Int(count)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The digest of the file at `path`, as it lies there.
  ///
  /// - Throws: `DatasetError.unreadable`, or `.libraryMissing`.
  public static func sha256(ofFile path: String) throws(DatasetError) -> String {
    let hash = try Digest(.sha256)
    let file = try InputFile(path: path)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try file.read(into: buffer)
      hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      if count < buffer.count { return hash.finish() }
    }
  }
}

/// The functions of libcrypto that a digest needs, under OpenSSL 1.1 and 3 alike.
private struct Crypto: Sendable {
  let newContext: @convention(c) () -> OpaquePointer?
  let freeContext: @convention(c) (OpaquePointer) -> Void
  let sha256: @convention(c) () -> OpaquePointer?
  let md5: @convention(c) () -> OpaquePointer?
  let start: @convention(c) (OpaquePointer, OpaquePointer?, OpaquePointer?) -> Int32
  let update: @convention(c) (OpaquePointer, UnsafeRawPointer?, Int) -> Int32
  let finish:
    @convention(c) (OpaquePointer, UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt32>?) -> Int32

  static let shared = Result { () throws(DatasetError) in try Crypto() }

  static let missing = DatasetError.libraryMissing(
    library: "libcrypto", purpose: "to check downloaded files",
    install: "install it with: apt-get install libssl3")

  private init() throws(DatasetError) {
    let library = try SystemLibrary(
      ["libcrypto.so.3", "libcrypto.so.1.1", "/opt/homebrew/opt/openssl@3/lib/libcrypto.3.dylib"],
      missing: Self.missing)
    newContext = try library.function("EVP_MD_CTX_new")
    freeContext = try library.function("EVP_MD_CTX_free")
    sha256 = try library.function("EVP_sha256")
    md5 = try library.function("EVP_md5")
    start = try library.function("EVP_DigestInit_ex")
    update = try library.function("EVP_DigestUpdate")
    finish = try library.function("EVP_DigestFinal_ex")
  }

  func algorithm(_ algorithm: Digest.Algorithm) -> OpaquePointer? {
    switch algorithm {
    case .sha256: sha256()
    case .md5: md5()
    }
  }
}
