import Foundation

extension BinaryFloatingPoint {
  /// The number with this many digits after the point, as the documents print theirs: `0.3113`.
  public func fixed(_ digits: Int) -> String { String(format: "%.\(digits)f", Double(self)) }
}
