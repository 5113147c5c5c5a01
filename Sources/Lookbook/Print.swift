/// Prints as Swift's own `print` does, and lets a live progress line make room for the text.
///
/// A module's declaration goes before the standard library's of the same form, so a chapter simply writes `print`.
public func print(_ items: Any..., separator: String = " ", terminator: String = "\n") {
  Console.standard.print(items.map { "\($0)" }.joined(separator: separator), terminator: terminator)
}
