/// How trainings went: the loss of every step, and below it the accuracy of every evaluation, each against the step.
///
/// One training's plots show the loss of its steps and of its evaluations; of several, each is one line by its name.
public struct LearningCurves: Panel {
  /// One training.
  public struct Run: Sendable {
    /// What it is called among the others; may be empty where it is the only one.
    public var name: String
    /// Every loss and every evaluation.
    public var history: History

    /// A training that went like this.
    public init(_ name: String, _ history: History) { (self.name, self.history) = (name, history) }
  }

  private let plots: PlotStack

  /// The curves of these trainings.
  ///
  /// - Parameter marksTurn: whether a line marks where the loss on the test images was lowest, if it has risen since:
  ///   from there on the network learns its examples by heart. For one training alone.
  public init(_ runs: [Run], marksTurn: Bool = false) {
    let longest = runs.map(\.history.steps).max() ?? 0
    let turn = marksTurn && runs.count == 1 ? runs[0].history.turn : nil
    let rules = turn.map { [VerticalRule("lowest test loss: epoch \($0.epoch)", at: Double($0.step))] } ?? []
    let losses = LinePlot(
      runs.flatMap { Self.losses($0, isAlone: runs.count == 1) }, x: Axis("step", numbers: .whole),
      y: Axis("loss", scale: Self.spread(runs) > 30 ? .logarithmic : .linear),
      smoothing: Self.span(steps: longest), rules: rules)
    let accuracies = runs.map { run in
      let evaluations = run.history.evaluations
      // A single line needs no name, but the colour that the test has in the plot above.
      return Series(
        runs.count == 1 ? "" : run.name, x: evaluations.map { Double($0.step) },
        y: evaluations.map(\.accuracy), color: runs.count == 1 ? Theme.book.color(1) : nil)
    }
    // A single point says no more than the number in the text.
    let isWorthIt = accuracies.contains { $0.x.count > 1 }
    let accuracy = LinePlot(
      accuracies, x: Axis("step", numbers: .whole), y: Axis("test accuracy", numbers: .percent), rules: rules,
      height: 240)
    plots = PlotStack(isWorthIt ? [losses, accuracy] : [losses])
  }

  /// The full width, and the heights of both plots.
  public func size(within width: Double, _ theme: Theme) -> Size { plots.size(within: width, theme) }

  /// Draws the plots.
  public func draw(on page: Page, in frame: Rectangle) { plots.draw(on: page, in: frame) }

  /// Over how many losses the mean is taken: the round number, 1, 2 or 5 times a power of ten, nearest to a fortieth of
  /// all; that is steady enough to compare, and still able to turn. Fewer than five would hardly be steadier than one:
  /// then 1.
  static func span(steps: Int) -> Int {
    let fortieth = Double(steps) / 40
    var nearest = 1.0
    for power in sequence(first: 1.0, next: { $0 < fortieth ? 10 * $0 : nil }) {
      for round in [power, 2 * power, 5 * power] where abs(round - fortieth) < abs(nearest - fortieth) {
        nearest = round
      }
    }
    return nearest < 5 ? 1 : Int(nearest)
  }

  private static func losses(_ run: Run, isAlone: Bool) -> [Series] {
    let evaluations = run.history.evaluations
    let training = Series(isAlone ? "training" : run.name, run.history.losses)
    guard isAlone, !evaluations.isEmpty else { return [training] }
    let test = Series("test", x: evaluations.map { Double($0.step) }, y: evaluations.map(\.loss))
    return [training, test]
  }

  /// How many times the smallest loss the largest one is, where the first few steps are often far above the rest.
  private static func spread(_ runs: [Run]) -> Float {
    let losses = runs.flatMap(\.history.losses).filter { $0.isFinite && $0 > 0 }
    guard let least = losses.min(), let most = losses.max() else { return 1 }
    return most / least
  }
}

extension Chapter {
  /// The curves of one training of this chapter, with a mark where it began to learn by heart.
  ///
  /// - Parameter name: the name that it was given in ``epochs(_:_:name:count:)``.
  public func learningCurves(of name: String) -> LearningCurves {
    guard let run = runs.first(where: { $0.name == name }) else {
      preconditionFailure("no training of this chapter is called \(name): \(runs.map(\.name))")
    }
    return LearningCurves([LearningCurves.Run(name, run.history)], marksTurn: true)
  }

  /// The curves of all trainings of this chapter so far.
  public var learningCurves: LearningCurves {
    LearningCurves(runs.map { LearningCurves.Run($0.name, $0.history) })
  }
}
