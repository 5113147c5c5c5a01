/// A quantity that changes with another one, such as the loss with the step: one line of a plot.
public struct Series: Hashable, Sendable {
  /// What the legend calls it; it may be empty.
  public var name: String
  /// Where the points lie from left to right; a line goes through them in the order of `x`.
  public let x: [Double]
  /// How high they lie. Where `x` or `y` is no number, infinite, or beyond 10³⁰⁰, the line has a gap.
  public let y: [Double]
  /// `nil` for the theme's next colour.
  public var color: Color?
  /// Whether the line is dashed, for what is not measured: a goal, a result of others.
  public var isDashed: Bool

  /// The points (`x[i]`, `y[i]`), of which there must be as many.
  public init(_ name: String, x: [Double], y: [Double], color: Color? = nil, isDashed: Bool = false) {
    precondition(
      x.count == y.count, "Series “\(name)”: as many x as y are needed, found \(x.count) and \(y.count)")
    (self.name, self.x, self.y, self.color, self.isDashed) = (name, x, y, color, isDashed)
  }

  /// One value after another: the first at `start`, each next one `step` further.
  public init(
    _ name: String, _ values: [Double], from start: Double = 1, every step: Double = 1, color: Color? = nil,
    isDashed: Bool = false
  ) {
    let x = values.indices.map { start + Double($0) * step }
    self.init(name, x: x, y: values, color: color, isDashed: isDashed)
  }

  /// One value after another: the first at `start`, each next one `step` further.
  public init(
    _ name: String, _ values: [Float], from start: Double = 1, every step: Double = 1, color: Color? = nil,
    isDashed: Bool = false
  ) {
    self.init(name, values.map(Double.init), from: start, every: step, color: color, isDashed: isDashed)
  }
}
