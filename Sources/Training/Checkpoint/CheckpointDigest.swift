import Datasets
import Networks

/// The fingerprint by which a checkpoint's numbers are known to be those that were written.
enum CheckpointDigest {
  /// SHA-256 of all names and numbers, in the order of the names, since a file has an order of its own; `nil` where
  /// the system has no libcrypto. The file's length is checked in any case.
  static func of(_ values: [(name: String, value: StoredValue)]) -> String? {
    guard let hash = try? SHA256() else { return nil }
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
