/// A thin vertical line through a plot with a word above it: where an epoch ends, where the learning rate falls.
public struct VerticalRule: Hashable, Sendable {
  /// Where, in the unit of the x axis.
  public var x: Double
  /// What is written above; nothing if empty, or where there is no room for it.
  public var label: String

  /// A line at `x` with `label` above it.
  public init(_ label: String, at x: Double) { (self.label, self.x) = (label, x) }

  /// The ends of `count` epochs of `steps` steps each, for an axis that counts steps. Of many, only the tens, the
  /// hundreds, … are marked.
  public static func epochs(_ count: Int, every steps: Int) -> [VerticalRule] {
    var every = 1
    // More than twenty lines would hide what lies behind them.
    while count / every > 20 { every *= 10 }
    return stride(from: every, through: count, by: every).map {
      VerticalRule(
        $0 == every ? "epoch \(NumberText.grouped($0))" : NumberText.grouped($0),
        at: Double($0) * Double(steps))
    }
  }
}
