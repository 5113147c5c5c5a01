import Foundation

/// The words of a progress line: count, percent, loss, speed and time left, as many as the width allows.
///
/// `Epoch 1/5  45%  27,000/60,000 images  loss 0.4312  2,790 images/s  0:12 left`
public struct ProgressText {
  /// What is counted.
  public enum Unit: Equatable, Sendable {
    /// Things with a name in the plural: images, garments.
    case things(String)
    /// Bytes, shown as megabytes.
    case bytes
  }

  /// What is going on: `Epoch 1/5`, `Downloading train-images`.
  public var label: String
  /// What is counted.
  public var unit: Unit
  /// How much there is in all, or `nil` where nobody knows.
  public var total: Int?
  /// Where this run began: what a resumed epoch had behind it already does not count as speed.
  public var start: Int
  /// How much is done, what was done before the start included.
  public var done: Int
  /// Seconds since the start.
  public var seconds: Double
  /// A word from the work itself: `loss 0.4312`.
  public var note: String

  /// The words of a progress line.
  public init(
    label: String, unit: Unit, total: Int?, start: Int = 0, done: Int, seconds: Double, note: String = ""
  ) {
    (self.label, self.unit, self.total, self.start) = (label, unit, total, start)
    (self.done, self.seconds, self.note) = (done, seconds, note)
  }

  /// Things or bytes a second, or `nil` while a tenth of a second is too short to tell.
  public var perSecond: Double? {
    done > start && seconds > 0.1 ? Double(done - start) / seconds : nil
  }

  /// Seconds until all is done at the speed so far, or `nil` where that is unknown.
  public var secondsLeft: Double? {
    guard let perSecond, let total else { return nil }
    return Double(max(0, total - done)) / perSecond
  }

  /// The line, in at most `columns` characters: what matters least goes first when room is short.
  public func line(columns: Int) -> String {
    var percent: String?
    if let total, total > 0 { percent = "\(Int(min(100, 100 * Double(done) / Double(total))))%" }
    let count = total.map { "\(amount(done))/\(amount($0))" } ?? amount(done)
    let counted = "\(count) \(unitName)"
    let speed = perSecond.map { "\(amount(Int(exactly: $0.rounded()) ?? .max)) \(unitName)/s" }
    let left = done == total ? nil : secondsLeft.map { "\(Self.clock($0)) left" }
    let attempts: [[String?]] = [
      [label, percent, counted, note, speed, left],
      [label, percent, count, note, speed, left],
      [label, percent, count, note, left],
      [label, percent, note, left],
      [label, percent, note],
      [label, percent],
    ]
    let lines = attempts.map { $0.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "  ") }
    return lines.first { $0.count <= columns } ?? String(lines[lines.count - 1].prefix(columns))
  }

  private var unitName: String {
    switch unit {
    case .things(let name): name
    case .bytes: "MB"
    }
  }

  private func amount(_ count: Int) -> String {
    switch unit {
    case .things: count.grouped
    case .bytes: String(format: "%.1f", Double(count) / 1e6)
    }
  }

  /// `0:07`, `12:30` or `1:02:03` for a number of seconds.
  public static func clock(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 360_000_000 else { return "?" }
    let whole = Int(seconds.rounded(.up))
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    return hours > 0
      ? String(format: "%d:%02d:%02d", hours, minutes, whole % 60)
      : String(format: "%d:%02d", minutes, whole % 60)
  }
}
