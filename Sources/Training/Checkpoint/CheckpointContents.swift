import Networks
import Tensors

extension CheckpointFile {
  /// What a checkpoint file holds: read as a whole, and known to be whole, before anything of it is used.
  struct Contents {
    let header: CheckpointHeader
    private let path: String
    /// What nobody has taken yet.
    private var values: [String: StoredValue] = [:]
    private let order: [String]

    /// Reads and checks a file.
    init(path: String) throws {
      self.path = path
      let file = try SafetensorsFile(path: path)
      guard let text = file.metadata[CheckpointHeader.key] else {
        throw TrainingError.malformed(
          path: path, expected: "a checkpoint", found: "a safetensors file without a position")
      }
      guard let header = CheckpointHeader(text: text) else {
        throw TrainingError.malformed(
          path: path, expected: "a checkpoint of form \(CheckpointHeader.currentForm)", found: "another form")
      }
      let read = try file.readAll()
      guard let expected = header.digest else {
        throw TrainingError.malformed(path: path, expected: "a checkpoint with a digest", found: "none")
      }
      if expected != CheckpointDigest.none, let found = try CheckpointDigest.of(header, read),
        found != expected
      {
        throw TrainingError.malformed(
          path: path, expected: "contents with SHA-256 \(expected.prefix(16))…", found: "\(found.prefix(16))…"
        )
      }
      for run in header.runs {
        let losses = read.first { $0.name == "\(TrainingRun.prefix(of: run.name))history.losses" }
        let steps = losses?.value.shape.count ?? 0
        guard run.position.isPossible(after: steps) else {
          throw TrainingError.malformed(
            path: path, expected: "a position within \(steps) steps", found: "\(run.position)")
        }
      }
      self.header = header
      order = read.map(\.name)
      for (name, value) in read { values[name] = value }
    }

    /// Hands out the numbers under `name`, if there are any, and forgets them.
    mutating func take(_ name: String) throws -> [Float]? {
      guard let value = values.removeValue(forKey: name) else { return nil }
      guard case .tensor(let tensor) = value else {
        throw TrainingError.malformed(path: path, expected: "\(name) in F32", found: value.type.rawValue)
      }
      return tensor.values()
    }

    /// Everything that nobody has taken, in the file's order; it stays.
    var remaining: [(name: String, value: StoredValue)] {
      order.compactMap { name in values[name].map { (name, $0) } }
    }

    /// Hands out everything whose name begins with `prefix`, under what follows it, and forgets it.
    mutating func takeAll(_ prefix: String) -> [(name: String, value: StoredValue)] {
      var taken: [(name: String, value: StoredValue)] = []
      for name in order where name.hasPrefix(prefix) {
        if let value = values.removeValue(forKey: name) {
          taken.append((String(name.dropFirst(prefix.count)), value))
        }
      }
      return taken
    }
  }
}
