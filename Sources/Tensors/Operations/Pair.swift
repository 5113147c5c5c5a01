/// A height and a width: the kernel, stride or padding of an operation on images.
///
/// One number stands for both, as in PyTorch: `maxPool2d(x, 3)` has a square window, `maxPool2d(x, [3, 5])`
/// one of 3 rows and 5 columns.
public struct Pair: Hashable, Codable, Sendable, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
  /// Rows.
  public let height: Int
  /// Columns.
  public let width: Int

  /// A height and a width.
  public init(_ height: Int, _ width: Int) {
    self.height = height
    self.width = width
  }

  /// The same number for both.
  public init(_ both: Int) { self.init(both, both) }

  /// `3`, for 3 rows and 3 columns.
  public init(integerLiteral value: Int) { self.init(value) }

  /// `[3, 5]`, for 3 rows and 5 columns.
  public init(arrayLiteral elements: Int...) {
    precondition(elements.count == 2, "a pair is a height and a width, found \(elements)")
    self.init(elements[0], elements[1])
  }
}

extension Pair: CustomStringConvertible {
  /// As PyTorch prints it: `(3, 5)`.
  public var description: String { "(\(height), \(width))" }
}
