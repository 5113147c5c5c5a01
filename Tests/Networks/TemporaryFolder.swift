#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder of a test's own, removed with everything in it when the test ends.
final class TemporaryFolder {
  private let root: String

  struct Failure: Error { let path: String }

  init() throws {
    var template = Array("/tmp/lookbook-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw Failure(path: "/tmp") }
    root = String(cString: made)
  }

  deinit {
    for name in contents { unlink(path(name)) }
    rmdir(root)
  }

  func path(_ name: String) -> String { "\(root)/\(name)" }

  /// The names of the files, in order.
  var contents: [String] {
    guard let folder = opendir(root) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func write(_ bytes: [UInt8], _ name: String) throws {
    guard let file = fopen(path(name), "w") else { throw Failure(path: path(name)) }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Failure(path: path(name)) }
  }

  func read(_ name: String) throws -> [UInt8] {
    guard let file = fopen(path(name), "r") else { throw Failure(path: path(name)) }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: ftell(file))
    rewind(file)
    guard fread(&bytes, 1, bytes.count, file) == bytes.count else { throw Failure(path: path(name)) }
    return bytes
  }
}
