/// The lengths of a tensor's axes, outermost first: `[64, 1, 28, 28]` is 64 images of one channel, 28 high and 28 wide.
public struct Shape: Hashable, Sendable {
  /// The length of each axis.
  public let dimensions: [Int]

  /// A shape with these axes. No length is negative.
  public init(_ dimensions: [Int]) {
    precondition(dimensions.allSatisfy { $0 >= 0 }, "a shape has no negative length: \(dimensions)")
    self.dimensions = dimensions
  }

  /// How many values such a tensor holds; 1 for the shape without axes, that of a single number.
  public var count: Int { dimensions.reduce(1, *) }

  /// How many axes there are.
  public var rank: Int { dimensions.count }

  /// The length of one axis; negative numbers count from the last: `shape[-1]`.
  public subscript(axis: Int) -> Int { dimensions[axis < 0 ? axis + rank : axis] }
}

extension Shape: ExpressibleByArrayLiteral {
  /// `[64, 1, 28, 28]`.
  public init(arrayLiteral elements: Int...) { self.init(elements) }
}

extension Shape: CustomStringConvertible {
  /// As the field writes it: `[64, 1, 28, 28]`.
  public var description: String { "[\(dimensions.map(String.init).joined(separator: ", "))]" }
}

extension Shape: Codable {
  /// As the list of its lengths.
  public func encode(to encoder: any Encoder) throws { try dimensions.encode(to: encoder) }

  /// From the list of its lengths, none of which may be negative.
  public init(from decoder: any Decoder) throws {
    let dimensions = try [Int](from: decoder)
    guard dimensions.allSatisfy({ $0 >= 0 }) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath, debugDescription: "a shape has no negative length: \(dimensions)"))
    }
    self.init(dimensions)
  }
}
