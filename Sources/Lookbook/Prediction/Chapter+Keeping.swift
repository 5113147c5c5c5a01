import Foundation

extension Chapter {
  /// Keeps the weights of a trained network, so that ``predicts(_:)`` can ask it about pictures: in the file that
  /// `--weights` names, else in the user's cache. PyTorch can read the file.
  ///
  /// ```swift
  /// chapter.keep(model, testedOn: test, result)
  /// ```
  ///
  /// - Parameters:
  ///   - model: the network.
  ///   - test: the images that it was tested on: pictures to come are transformed as they are.
  ///   - result: how well it did.
  public func keep(_ model: Module, testedOn test: DataLoader, _ result: Evaluation) {
    guard let data = dataInUse, let trained = description(of: data, test.dataset, result) else {
      return console.print(
        "\nThe weights are not kept: \(test.dataset.transform) cannot be written down for predict.\n")
    }
    let (path, isChosen) = (weightsPath, options.files.weights != nil)
    do {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      if !isChosen { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
      try model.save(to: path, metadata: trained.metadata())
      keptWeights = path
    } catch {
      if isChosen { fail(error) }
      // The cache is ours to choose: a training should not end in an error for want of it.
      let reason = error is WeightFileError ? "\(error)" : "\(path): its folder cannot be made"
      console.print("\nThe weights could not be kept (\(reason)); --weights FILE names another place.\n")
    }
  }

  /// Where the weights are kept and looked for.
  var weightsPath: String {
    options.files.weights ?? "\(DataLocation.trainedFolder())/\(entry.name).safetensors"
  }

  /// ` --weights FILE` where it was given, for commands to come.
  var weightsOption: String { options.files.weights.map { " --weights \(Self.quoted($0))" } ?? "" }

  /// What is said at the start of an earlier training's network that will go: a quick look must not cost anybody a good
  /// one unnoticed. `nil` where none is kept, or none that can be read.
  func replacedNetwork(at path: String) -> String? {
    // A file that --weights names is said to be replaced whatever it holds.
    guard trains, options.files.weights == nil, let kept = try? TrainedNetwork(path: path, chapter: entry)
    else { return nil }
    let percent = (100 * kept.accuracy).fixed(1)
    return "The network kept in the cache "
      + "(\(kept.data), \(percent)% of \(kept.testCount.grouped) test images right)\n"
      + "will be replaced; --weights FILE keeps both."
  }

  /// What `finish()` says of the weights.
  var wordsOnWeights: String {
    guard let keptWeights else { return "" }
    var words = "\nThe network's weights are in \(keptWeights)."
    if canPredict {
      words +=
        "\nTo ask it about a picture of yours:\n\n  swift run \(entry.program) predict PICTURE\(weightsOption)"
    }
    return words
  }

  private func description(
    of data: ChapterData, _ dataset: any ImageDataset, _ result: Evaluation
  ) -> TrainedNetwork? {
    let size = dataset.imageSize
    guard let transforms = dataset.transform.recorded, size.height == size.width,
      RecordedTransform.outputSize(of: transforms, for: size) != nil
    else { return nil }
    return TrainedNetwork(
      chapter: entry.name, classNames: dataset.classNames, channels: size.channels, side: size.width,
      width: width, preparation: data.book == .fashionMNIST ? .garment : .photograph, transforms: transforms,
      data: data.name, drawings: data.drawnInPlaceOf.map { "drawn \(data.noun), not from \($0)" },
      accuracy: result.accuracy, testCount: result.count)
  }
}
