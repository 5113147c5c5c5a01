import Foundation

extension Chapter {
  /// Says how the chapter's network is made, so that it can be asked about the reader's pictures:
  ///
  /// ```swift
  /// chapter.predicts { trained in FashionCNN(classes: trained.classNames.count) }
  /// ```
  ///
  /// Started as `chapter-cnn predict PICTURE…`, the program loads the weights that ``keep(_:testedOn:_:)`` kept, answers
  /// and ends here. Otherwise nothing happens.
  ///
  /// - Parameter network: makes the network, with as many classes and as wide as it was trained.
  public func predicts(_ network: (TrainedNetwork) -> any Layer) {
    canPredict = true
    guard let pictures else { return }
    do {
      let mistakes = try predict(pictures, with: network)
      for mistake in mistakes { StandardStreams.writeError("\(entry.program): \(mistake)\n") }
      exit(mistakes.isEmpty ? 0 : 1)
    } catch {
      fail(error)
    }
  }

  /// Ends the program if it was asked to predict and has come to something that belongs to a training.
  func refusePredictionWithoutNetwork() {
    if pictures != nil { fail(PredictionError.unable(program: entry.program)) }
  }

  /// Answers about the pictures that can be read.
  ///
  /// - Returns: a line for each that cannot.
  private func predict(
    _ paths: [String], with network: (TrainedNetwork) -> any Layer
  ) throws -> [String] {
    let trained = try TrainedNetwork(path: weightsPath, chapter: entry, options: weightsOption)
    var (asked, mistakes): ([AskedPicture], [String]) = ([], [])
    for path in paths {
      do throws(DatasetError) { asked.append(try AskedPicture(path, for: trained)) } catch {
        mistakes.append("\(error)")
      }
    }
    guard !asked.isEmpty else { return mistakes }
    let model = network(trained)
    try model.load(from: weightsPath)
    model.evaluate()
    console.print(entry.heading + "\n")
    console.print(Self.line("network", trained.words))
    for number in asked.indices {
      asked[number].ask(model, trained)
      console.print("\n" + asked[number].answer(trained.classNames))
    }
    let panel = AskedPicture.figure(asked, trained.classNames)
    let sketch = FigureSketch(
      name: "predict", title: "What it says about your pictures", caption: "", alt: "", content: .images,
      width: 720)
    let drawn = try sketch.write(
      panel, to: figures, note: trained.drawings.map { "The network learned from \($0)." })
    console.print("")
    show(drawn, of: sketch)
    return mistakes
  }
}

extension TrainedNetwork {
  /// What it learned, and how well.
  fileprivate var words: String {
    let percent = (100 * accuracy).fixed(1)
    return "learned from \(drawings ?? data): \(classNames.count.grouped) classes,\n"
      + Chapter.line("", "\(percent)% of \(testCount.grouped) test images right")
  }
}
