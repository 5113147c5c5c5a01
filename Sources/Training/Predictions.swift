import Tensors

/// What a network said about each of some labelled images: a probability for every class.
public struct Predictions: Equatable, Sendable {
  /// How many classes there are.
  public let classCount: Int
  /// The class of each image.
  public private(set) var labels: [Int] = []
  /// The position of each image in its data set.
  public private(set) var images: [Int] = []
  /// `[images, classes]`, in rows that add up to 1.
  public private(set) var probabilities: [Float] = []

  /// No predictions yet.
  public init(classCount: Int) { self.classCount = classCount }

  /// How many images were looked at.
  public var count: Int { labels.count }

  /// Adds a batch's answers.
  ///
  /// - Parameters:
  ///   - output: logits or log-probabilities, `[batch, classes]`; softmax makes the same of both.
  ///   - labels: the class of each image of the batch.
  ///   - images: the position of each in its data set.
  public mutating func append(_ output: Tensor, labels: [Int], images: some Sequence<Int>) {
    precondition(
      output.shape == [labels.count, classCount],
      "Predictions: an output of shape \(output.shape) for \(labels.count) labels of \(classCount) classes")
    probabilities += softmax(output.detached(), axis: 1).values()
    self.labels += labels
    self.images += images
  }

  /// The probability of each class for the image in row `row`.
  public func probabilities(ofRow row: Int) -> ArraySlice<Float> {
    probabilities[row * classCount..<(row + 1) * classCount]
  }

  /// The `count` most probable classes of a row, the best first; of two alike the one with the smaller number.
  public func best(_ count: Int, ofRow row: Int) -> [(label: Int, probability: Float)] {
    let candidates = probabilities(ofRow: row).enumerated().map {
      (label: $0.offset, probability: $0.element)
    }
    return Array(
      candidates.sorted { ($0.probability, $1.label) > ($1.probability, $0.label) }.prefix(count))
  }

  /// The most probable class of every row.
  public var answers: [Int] {
    (0..<count).map { row in
      let row = probabilities(ofRow: row)
      return (row.indices.max { (row[$0], $1) < (row[$1], $0) } ?? row.startIndex) - row.startIndex
    }
  }

  /// The share of images whose class is among the `count` most probable ones, from 0 to 1: with 5 the *top-5 accuracy*
  /// of the ImageNet challenge. Of two alike the class with the smaller number counts as the more probable.
  public func accuracy(amongBest count: Int) -> Double {
    guard !labels.isEmpty else { return 0 }
    let found = labels.enumerated().count { row, label in
      // What is no number is less than any.
      let values = probabilities(ofRow: row).map { $0.isNaN ? -1 : $0 }
      let better = values.enumerated().count { ($0.element, label) > (values[label], $0.offset) }
      return better < count
    }
    return Double(found) / Double(labels.count)
  }

  /// How often each class was taken for each: `[label][answer]`.
  public var confusion: [[Int]] {
    var counts = [[Int]](repeating: [Int](repeating: 0, count: classCount), count: classCount)
    for (label, answer) in zip(labels, answers) { counts[label][answer] += 1 }
    return counts
  }

  /// The rows of the `count` gravest mistakes: those in which the network was surest of a wrong class, the
  /// surest first.
  public func gravestMistakes(_ count: Int) -> [Int] {
    let wrong = zip(labels, answers).enumerated().filter { $0.element.0 != $0.element.1 }
    let sure = wrong.map {
      (row: $0.offset, probability: probabilities[$0.offset * classCount + $0.element.1])
    }
    return sure.sorted { ($0.probability, $1.row) > ($1.probability, $0.row) }.prefix(count).map(\.row)
  }
}
