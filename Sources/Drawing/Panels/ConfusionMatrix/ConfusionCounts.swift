/// How often each class was taken for each, summed up to what a page can show.
struct ConfusionCounts: Sendable {
  /// A class that was taken for another.
  struct Pair: Hashable, Sendable {
    var label: Int
    var answer: Int
    var count: Int
  }

  let classCount: Int
  /// Neighbouring classes that share a row and a column; 1 unless there are more than ``mostRows``.
  let classesPerRow: Int
  /// Rows and columns.
  let rows: Int
  /// `[rows, rows]`: what it is, what it was taken for.
  private(set) var cells: [Int]
  /// `[rows]`: how many images there are of each.
  private(set) var totals: [Int]
  /// How many images were put into their own class.
  private(set) var right = 0
  /// The three pairs that occur most often, most often first; of two alike the one with the smaller numbers.
  private(set) var worst: [Pair] = []
  /// The largest share of a row in a wrong cell, rounded up to what one would write at a legend.
  private(set) var largestWrongShare = 1.0
  /// Entries that belong to no class: below zero or beyond the last.
  private(set) var leftOut = 0

  /// More squares than this on a page are dust.
  static let mostRows = 100
  /// More images than anyone has. 10,000 × 10,000 of it still add up without overflow.
  private static let mostImages = 1 << 34

  init(_ counts: [[Int]]) {
    self.init(classCount: counts.count)
    for (label, row) in counts.enumerated() {
      for (answer, count) in row.enumerated() where count != 0 {
        if answer < classCount, count > 0 {
          add(Pair(label: label, answer: answer, count: min(count, Self.mostImages)))
        } else {
          leftOut += 1
        }
      }
    }
    findLargestWrongShare()
  }

  init(labels: [Int], answers: [Int], classCount: Int) {
    self.init(classCount: classCount)
    // No more entries than images: a matrix of ten thousand classes would take a hundred million.
    var counts: [Pair: Int] = [:]
    for (label, answer) in zip(labels, answers) {
      if (0..<self.classCount).contains(label), (0..<self.classCount).contains(answer) {
        counts[Pair(label: label, answer: answer, count: 0), default: 0] += 1
      } else {
        leftOut += 1
      }
    }
    for (pair, count) in counts { add(Pair(label: pair.label, answer: pair.answer, count: count)) }
    findLargestWrongShare()
  }

  private init(classCount: Int) {
    self.classCount = max(0, classCount)
    classesPerRow = max(1, (self.classCount - 1) / Self.mostRows + 1)
    rows = (self.classCount + classesPerRow - 1) / classesPerRow
    cells = [Int](repeating: 0, count: rows * rows)
    totals = [Int](repeating: 0, count: rows)
  }

  /// The part of a row's images that lies in one of its cells; 0 if the row has none.
  func share(_ row: Int, _ column: Int) -> Double {
    totals[row] == 0 ? 0 : Double(cells[row * rows + column]) / Double(totals[row])
  }

  private mutating func findLargestWrongShare() {
    var largest = 0.0
    for row in 0..<rows {
      for column in 0..<rows where row != column { largest = max(largest, share(row, column)) }
    }
    largestWrongShare = [0.05, 0.1, 0.2, 0.5].first { largest <= $0 } ?? 1
  }

  /// How many images there are.
  var count: Int { totals.reduce(0, +) }

  private mutating func add(_ pair: Pair) {
    let (row, column) = (pair.label / classesPerRow, pair.answer / classesPerRow)
    cells[row * rows + column] += pair.count
    totals[row] += pair.count
    guard pair.label != pair.answer else {
      right += pair.count
      return
    }
    func rank(_ pair: Pair) -> (Int, Int, Int) { (-pair.count, pair.label, pair.answer) }
    worst.append(pair)
    worst.sort { rank($0) < rank($1) }
    if worst.count > 3 { worst.removeLast() }
  }
}
