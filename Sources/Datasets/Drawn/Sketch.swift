import Drawing
import Kernels

/// One picture while it is drawn: a canvas and the chances of this picture. x runs to the right, y down.
///
/// A garment has 28 × 28 units and lies about the middle, (14, 14); a place has 128 × 128.
struct Sketch {
  let canvas: Canvas
  var random: RandomStream

  /// A number in [low, high).
  mutating func between(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * Double(random.nextUniform())
  }

  /// A number near `mean`: normally distributed, cut at twice the deviation so that nothing falls apart.
  mutating func around(_ mean: Double, _ deviation: Double) -> Double {
    mean + deviation * min(max(Double(random.nextNormal()), -2), 2)
  }

  /// True with this probability.
  mutating func chance(_ probability: Double) -> Bool { Double(random.nextUniform()) < probability }

  /// One of `choices`, each as likely as its weight says.
  mutating func choose<Choice>(_ choices: [(Choice, Double)]) -> Choice {
    var place = between(0, choices.reduce(0) { $0 + $1.1 })
    for (choice, weight) in choices.dropLast() {
      if place < weight { return choice }
      place -= weight
    }
    return choices[choices.count - 1].0
  }

  /// Draws a line that is `change` lighter or darker than what lies below it.
  func crease(_ path: Path, _ change: Double, width: Double) {
    canvas.stroke(path, .change(change), Stroke(width: width))
  }
}

extension Paint {
  /// Whitens what lies below by a positive `change`, blackens it by a negative one.
  static func change(_ change: Double) -> Paint { .grey(change > 0 ? 1 : 0, opacity: min(abs(change), 1)) }
}
