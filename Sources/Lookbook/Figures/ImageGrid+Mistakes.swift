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
      let percent = (100 * best.probability).fixed(1)
      return Cell(
        dataset.picture(at: predictions.images[row]), caption: dataset.classNames[label],
        detail: "\(dataset.classNames[best.label]) \(percent)%", mark: .wrong)
    }
    return ImageGrid(cells, columns: columns)
  }
}
