import Foundation

extension Chapter {
  /// The data that the chapter learns from and is tested on; says in one line what it is.
  ///
  /// Without `--dataset` it is `book`, from where the options and the machine have it, or drawings in its place. With
  /// `--dataset FOLDER` it is the reader's own pictures, each as a square of one size; a fifth of every class is held
  /// out for the test, the same fifth at every start.
  ///
  /// Limits cut both parts to their first few, of a folder as many of each class; `--full` takes the limits of the full
  /// plan.
  ///
  /// - Parameters:
  ///   - book: the chapter's own data.
  ///   - size: what the reader's own pictures become, 1 or 3 channels and two equal sides; that of `book`'s pictures if
  ///     `nil`.
  public func data(_ book: BookDataset, ownPictures size: ImageSize? = nil) -> ChapterData {
    opened {
      switch options.data.dataset {
      case .folder(let path): try ownPictures(in: path, size: size ?? book.imageSize)
      case .book(.fashionMNIST): try fashionMNISTData()
      case .book(.miniPlaces): try miniPlacesData()
      case nil: book == .fashionMNIST ? try fashionMNISTData() : try miniPlacesData()
      }
    }
  }

  /// Fashion-MNIST, from where the options and the machine have it, or the drawn garments in its place; says in one
  /// line which it is.
  ///
  /// Limits cut the training and the test images to their first few.
  public func fashionMNIST() -> FashionMNIST {
    let data = opened { try fashionMNISTData() }
    return FashionMNIST(training: data.training, test: data.test)
  }

  /// Opens data, holds it to what every chapter needs, and says what it is.
  private func opened(_ open: () throws -> ChapterData) -> ChapterData {
    refusePredictionWithoutNetwork()
    do {
      let data = try open()
      if data.training.isBlank {
        throw DatasetError.blank(name: data.name, count: data.training.count)
      }
      announce(data)
      dataInUse = data
      return data
    } catch {
      fail(error)
    }
  }

  /// `data     Fashion-MNIST, 60,000 training and 10,000 test images,` and where it comes from below.
  private func announce(_ data: ChapterData) {
    let lines = ([data.announcement] + data.remarks).flatMap { WrappedText.lines($0) }
    console.print(Self.line("data", lines.joined(separator: "\n" + Self.line("", ""))))
  }

  /// The progress of work that is usually over before anyone wonders.
  func progress(_ label: String, of things: String) -> ProgressLine {
    ProgressLine(
      label, counting: .things(things), total: nil, on: console, style: progressStyle, patience: 2)
  }

  /// The progress of a download.
  func downloadProgress() -> @Sendable (DownloadProgress) -> Void {
    let line = ProgressLine("Downloading", counting: .bytes, total: nil, on: console, style: progressStyle)
    return { line.update(done: $0.bytes, total: $0.total, note: $0.file) }
  }
}
