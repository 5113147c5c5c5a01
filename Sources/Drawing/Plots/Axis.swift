/// What one axis of a plot measures, and how.
public struct Axis: Hashable, Sendable {
  /// How numbers become places.
  public enum Scale: Hashable, Sendable {
    /// Equal differences are equal lengths.
    case linear
    /// Equal ratios are equal lengths. Zero and what is below it have no place: they are left out and counted.
    case logarithmic
  }

  /// How the numbers at the ticks are written.
  public enum Numbers: Hashable, Sendable {
    /// As they are: 0.5, 200, 10,000, 1.5M, 2·10⁻⁵.
    case plain
    /// As they are, and never between two whole numbers: epochs, classes.
    case whole
    /// A hundred times themselves and a sign: 0.85 is written 85 %.
    case percent
  }

  /// What is measured, with its unit: "step", "time (s)". It may be empty.
  public var label: String
  /// How numbers become places.
  public var scale: Scale
  /// How the numbers at the ticks are written.
  public var numbers: Numbers
  /// From where to where; `nil` for just what the data needs. What lies outside is not drawn.
  public var range: ClosedRange<Double>?

  /// An axis that measures `label`.
  public init(
    _ label: String, scale: Scale = .linear, numbers: Numbers = .plain, range: ClosedRange<Double>? = nil
  ) {
    (self.label, self.scale, self.numbers, self.range) = (label, scale, numbers, range)
  }
}

extension Axis.Numbers {
  /// A measured number as it is written beside its bar.
  func written(_ value: Double) -> String {
    // Further away no share is a percentage, and no number needs all its digits.
    let isOrdinary = abs(value) < 1e9
    return switch self {
    case .percent where isOrdinary: NumberText.percent(value, decimals: 1)
    case .whole where isOrdinary: NumberText.grouped(Int(value.rounded()))
    default: NumberText.short(value)
    }
  }
}
