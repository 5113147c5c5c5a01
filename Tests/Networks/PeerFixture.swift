import Foundation
import Tensors
import Testing

/// Reads what the scripts of `Tests/Peers` wrote.
enum PeerFixture {
  static let folder = Bundle.module.resourceURL?.appending(path: "Fixtures") ?? URL(filePath: "Fixtures")

  static func read<Content: Decodable>(
    _ name: String, as type: Content.Type = Content.self
  ) throws -> Content {
    try JSONDecoder().decode(Content.self, from: Data(contentsOf: folder.appending(path: name)))
  }

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }
}

/// Values that PyTorch computed, in double precision: the decoder refuses numbers too small for a `Float`.
struct PeerTensor: Codable {
  let shape: [Int]
  let values: [Double]
}

/// Expects `found` to have the shape and, within `tolerance` of its largest value, the values of `expected`.
///
/// 1e-5 is a hundred roundings of single precision: more than sums over these few elements
/// lose (4e-7 was seen), far less than any mistake in a formula changes.
func expect(
  _ found: Tensor?, matches expected: PeerTensor?, tolerance: Double = 1e-5, _ what: String,
  location: SourceLocation = #_sourceLocation
) {
  guard let found, let expected else {
    Issue.record("\(what): \(found == nil ? "we have" : "PyTorch has") no value", sourceLocation: location)
    return
  }
  #expect(found.shape.dimensions == expected.shape, "\(what)", sourceLocation: location)
  let size = expected.values.reduce(Double.leastNormalMagnitude) { max($0, abs($1)) }
  let differences = zip(found.values(), expected.values).map { abs(Double($0) - $1) }
  // Written so that not-a-number fails.
  let fits = differences.allSatisfy { $0 <= tolerance * size }
  #expect(
    fits, "\(what): off by \(differences.max() ?? 0) where the largest value is \(size)",
    sourceLocation: location)
}
