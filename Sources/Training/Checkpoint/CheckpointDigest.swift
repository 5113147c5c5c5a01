import Datasets
import Networks

/// The fingerprint by which a checkpoint's words and numbers are known to be those that were written.
enum CheckpointDigest {
  /// What stands in the place of a digest where the system that wrote the file had no libcrypto. A file without either
  /// is refused, or damage to the digest's own name would go unseen.
  static let none = "none"

  /// SHA-256 of the header without its digest, and of all names and numbers in the order of the names, since a file has
  /// an order of its own; `nil` where the system has no libcrypto. The file's length is checked in any case.
  static func of(
    _ header: CheckpointHeader, _ values: [(name: String, value: StoredValue)]
  ) throws -> String? {
    guard let hash = try? Digest(.sha256) else { return nil }
    var header = header
    header.digest = nil
    Array(try header.text.utf8).withUnsafeBytes { hash.update($0) }
    for (name, value) in values.sorted(by: { $0.name < $1.name }) {
      Array(name.utf8).withUnsafeBytes { hash.update($0) }
      switch value {
      case .tensor(let tensor):
        hash.update(UnsafeRawBufferPointer(start: tensor.pointer, count: tensor.count * value.type.byteCount))
      case .integers(let integers, _): integers.withUnsafeBytes { hash.update($0) }
      }
    }
    return hash.finish()
  }
}
