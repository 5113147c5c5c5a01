import TestSupport

@testable import Datasets

/// A small Fashion-MNIST: 20 training and 10 test pictures.
enum SmallFashionMNIST {
  static let counts = (training: 20, test: 10)
  /// The content of the four files in the order of `FashionMNISTFile.all`, packed.
  static let contents = [idxImages(20), idxLabels(20), idxImages(10), idxLabels(10)].map(gzip)
  /// The four files with their true sizes and digests.
  static let files = zip(FashionMNISTFile.all, contents).map { file, bytes in
    FashionMNISTFile(name: file.name, byteCount: bytes.count, sha256: digest(bytes))
  }

  static func digest(_ bytes: [UInt8]) -> String {
    guard let hash = try? Digest(.sha256) else { return "" }
    bytes.withUnsafeBytes { hash.update($0) }
    return hash.finish()
  }

  /// Puts the four files into `folder`.
  static func write(to folder: TemporaryFolder) throws {
    for (file, bytes) in zip(files, contents) { try folder.write(bytes, to: file.name) }
  }

  static func read(_ folder: TemporaryFolder) throws(DatasetError) -> FashionMNIST {
    try FashionMNIST(folder: folder.path, source: .folder(folder.path), counts: counts)
  }
}
