/// A file that is published somewhere, and by what it is known to be the right one.
struct RemoteFile: Hashable, Sendable {
  /// Its name there and here.
  let name: String
  /// Its size, where the publisher or we know it.
  let byteCount: Int?
  /// What its digest is taken with.
  let algorithm: Digest.Algorithm
  /// Its digest in hexadecimal.
  let digest: String

  /// Both in words: "MD5 2658…".
  var checksum: String { "\(algorithm.name) \(digest)" }
}
