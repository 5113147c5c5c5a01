import Foundation

extension Chapter {
  /// Fashion-MNIST, from where the options and the machine have it, or the drawn garments in its place; says in one
  /// line which it is.
  ///
  /// Limits cut the training and the test images to their first few; `--full` takes the limits of the full plan.
  public func fashionMNIST() -> FashionMNIST {
    var request = FashionMNISTRequest(location: DataLocation(option: options.data.data))
    request.drawn = options.data.drawn
    request.offline = options.data.offline
    request.trainingLimit = plan.trainLimit
    request.testLimit = plan.testLimit
    let download = ProgressLine(
      "Downloading", counting: .bytes, total: nil, on: console, style: progressStyle)
    request.onProgress = { download.update(done: $0.bytes, total: $0.total, note: $0.file) }
    let drawing = ProgressLine(
      "Drawing", counting: .things("garments"), total: nil, on: console, style: progressStyle, patience: 2)
    request.onDrawn = { drawing.update(done: $0, total: $1) }
    do {
      let fashion = try FashionMNIST.open(request)
      drawing.finish()
      announce(fashion.training, test: fashion.test)
      return fashion
    } catch {
      fail(error)
    }
  }

  /// `data     Fashion-MNIST, 60,000 training and 10,000 test images, from the folder …`
  private func announce(_ training: any ImageDataset, test: any ImageDataset) {
    let counts =
      "\(training.count.grouped) training and \(test.count.grouped) test images"
    console.print(Self.line("data", "\(training.name), \(counts),\n         \(training.source)"))
    (isDataDrawn, dataName) = (training.isDrawn, training.name)
    data = Self.identity(of: training, test: test)
  }

  /// What a data set is, for the checkpoint: its name, its counts and a fingerprint of its labels, by which two
  /// folders with equally many pictures are told apart.
  static func identity(of training: any ImageDataset, test: any ImageDataset) -> String {
    let words = "\(training.name) \(training.count)+\(test.count)"
    guard let hash = try? Digest(.sha256) else { return words }
    for part in [training, test] { part.labels.withUnsafeBytes { hash.update($0) } }
    return "\(words), labels \(hash.finish().prefix(8))"
  }
}
