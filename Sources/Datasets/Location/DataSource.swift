/// Where a data set came from; `description` is the line that a chapter prints before anything else.
public enum DataSource: Hashable, Sendable {
  /// Read from the folder that the user named.
  case folder(String)
  /// Read from the user's cache folder, where an earlier run had put it.
  case cache(String)
  /// Downloaded from `mirror` just now and kept in `folder`.
  case downloaded(folder: String, mirror: String)
  /// Drawn by Lookbook from a seed, for the reason given.
  case drawn(seed: UInt64, reason: String)

  /// Whether the pictures are drawings and no photographs: figures and results made from them have to say so.
  public var isDrawn: Bool {
    if case .drawn = self { true } else { false }
  }
}

extension DataSource: CustomStringConvertible {
  /// One line, for instance "from the folder /data/fashion-mnist".
  public var description: String {
    switch self {
    case .folder(let path): "from the folder \(path)"
    case .cache(let path): "from the cache \(path)"
    case .downloaded(let folder, let mirror): "downloaded from \(mirror), kept in \(folder)"
    case .drawn(let seed, let reason): "drawn by Lookbook from seed \(seed), no photographs (\(reason))"
    }
  }
}
