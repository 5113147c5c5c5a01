import ArgumentParser

/// An option that means something to some chapters only. To the others it is no silent nothing: they leave it out of
/// their `--help` and refuse it.
enum ParticularOption: String, CaseIterable {
  case epochs = "--epochs"
  case learningRate = "--learning-rate"
  case width = "--width"
  case full = "--full"
  case exact = "--exact"
  case checkpoint = "--checkpoint"
  case resume = "--resume"
  case weights = "--weights"
  case log = "--log"

  /// Whether the chapter whose options are being read shows it in `--help`.
  var visibility: ArgumentVisibility {
    ChapterOptions.introduction.objection(to: self) == nil ? .default : .private
  }
}

extension ChapterIntroduction {
  /// Why `option` means nothing to this chapter; `nil` where it means something.
  func objection(to option: ParticularOption) -> String? {
    switch option {
    case _ where !trains: "nothing is trained in it"
    case .full where full == nil: "its training is as long as the document's already"
    case .width where !takesWidth: "its network has a fixed width"
    default: nil
    }
  }
}

extension ChapterOptions {
  /// Refuses what means nothing to the chapter.
  func refuseWhatMeansNothing() throws {
    for option in ParticularOption.allCases where isGiven(option) {
      if let reason = Self.introduction.objection(to: option) {
        throw ValidationError(
          "'\(option.rawValue)' means nothing to \(Self.introduction.entry.program): \(reason)")
      }
    }
    let introduction = Self.introduction
    if case .folder(let folder) = data.dataset, !introduction.trains {
      throw ValidationError(
        "'--dataset \(folder)' means nothing to \(introduction.entry.program): "
          + "it is about \(introduction.entry.data.title), and nothing is trained in it")
    }
  }

  private func isGiven(_ option: ParticularOption) -> Bool {
    switch option {
    case .epochs: training.epochs != nil
    case .learningRate: training.learningRate != nil
    case .width: training.width != nil
    case .full: training.full
    case .exact: training.exact
    case .checkpoint: files.checkpoint != nil
    case .resume: files.resume
    case .weights: files.weights != nil
    case .log: files.log != nil
    }
  }
}
