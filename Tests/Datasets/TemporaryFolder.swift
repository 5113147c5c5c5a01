import CZlib
import Foundation

@testable import Datasets

/// A folder of a test's own, removed with everything in it when the test lets go of it.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/lookbook-test-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes `bytes` to the file `name` and returns its path.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let file = path + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  /// The names of everything in it.
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

/// `bytes` as a gzip file.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  deflateInit2_(
    &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, zlibVersion(), Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  var input = bytes
  var output = [UInt8](repeating: 0, count: bytes.count + 1024)
  let room = output.count
  let produced = input.withUnsafeMutableBufferPointer { source in
    output.withUnsafeMutableBufferPointer { target in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = UInt32(room)
      deflate(&stream, Z_FINISH)
      return room - Int(stream.avail_out)
    }
  }
  return Array(output[..<produced])
}

/// A four-byte big-endian number.
func bigEndian(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }

/// An IDX file of images whose bytes count up.
func idxImages(_ count: Int, height: Int = 28, width: Int = 28) -> [UInt8] {
  [0, 0, 8, 3] + bigEndian(count) + bigEndian(height) + bigEndian(width)
    + (0..<count * height * width).map { UInt8(truncatingIfNeeded: $0 &* 31) }
}

/// An IDX file of labels 0, 1, … 9, 0, …
func idxLabels(_ count: Int) -> [UInt8] {
  [0, 0, 8, 1] + bigEndian(count) + (0..<count).map { UInt8($0 % 10) }
}

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
    guard let hash = try? SHA256() else { return "" }
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
