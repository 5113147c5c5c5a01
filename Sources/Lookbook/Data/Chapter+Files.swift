/// A file of a data set as it was found on disk, held against the official one.
public struct FoundFile: Sendable {
  /// The file's path.
  public let path: String
  /// The SHA-256 of its bytes, as 64 hexadecimal digits.
  public let sha256: String
  /// Whether that is the official file's. An unpacked copy holds the same images and has another checksum.
  public let isOfficial: Bool
}

extension Chapter {
  /// The four files that `fashion` was read from, with their checksums; none if it was drawn.
  public func files(of fashion: FashionMNIST) -> [FoundFile] {
    let folder: String
    switch fashion.source {
    case .folder(let path), .cache(let path), .downloaded(let path, _): folder = path
    case .drawn: return []
    }
    do {
      return try FashionMNISTFile.all.compactMap { file in
        guard let path = file.path(in: folder) else { return nil }
        let digest = try Digest.sha256(ofFile: path)
        return FoundFile(path: path, sha256: digest, isOfficial: digest == file.sha256)
      }
    } catch {
      fail(error)
    }
  }
}
