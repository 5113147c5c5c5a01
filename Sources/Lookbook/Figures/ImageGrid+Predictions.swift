extension ImageGrid {
  /// The gravest mistakes of a network: the images in which it was surest of a wrong class, the surest first, each
  /// with the right class and what it was taken for.
  ///
  /// - Parameters:
  ///   - count: how many are shown at most.
  ///   - predictions: what the network said about images of `dataset`.
  ///   - dataset: where the images are.
  ///   - columns: pictures in a row.
  public static func mistakes(
    _ count: Int, in predictions: Predictions, of dataset: any ImageDataset, columns: Int = 6
  ) -> ImageGrid {
    let cells = predictions.gravestMistakes(count).map { row -> Cell in
      let label = predictions.labels[row]
      let best = predictions.best(1, ofRow: row).first ?? (label: label, probability: 0)
      let percent = NumberText.percent(Double(best.probability))
      return Cell(
        dataset.picture(at: predictions.images[row]), caption: dataset.classNames[label],
        detail: "\(dataset.classNames[best.label]) \(percent)", mark: .wrong)
    }
    return ImageGrid(cells, columns: columns)
  }

  /// The first images that a network was asked about, each with its class, whether it was found, and the network's best
  /// guesses with their probabilities.
  ///
  /// - Parameters:
  ///   - count: how many images are shown at most.
  ///   - best: how many guesses stand below each; the right class is added if it is not among them.
  ///   - predictions: what the network said about images of `dataset`.
  ///   - dataset: where the images are.
  ///   - columns: pictures in a row.
  public static func guesses(
    _ count: Int, best: Int = 3, in predictions: Predictions, of dataset: any ImageDataset, columns: Int = 4
  ) -> ImageGrid {
    let answers = predictions.answers
    let cells = (0..<min(count, predictions.count)).map { row -> Cell in
      let label = predictions.labels[row]
      return Cell(
        dataset.picture(at: predictions.images[row]), caption: dataset.classNames[label],
        mark: answers[row] == label ? .right : .wrong,
        bars: ProbabilityBars(
          predictions.probabilities(ofRow: row), names: dataset.classNames, best: best, label: label))
    }
    return ImageGrid(cells, columns: columns)
  }
}
