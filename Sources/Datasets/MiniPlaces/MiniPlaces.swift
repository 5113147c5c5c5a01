/// MiniPlaces: 100,000 training and 10,000 validation pictures of 100 kinds of places (Zhou et al. 2017), 128×128 JPEG,
/// scaled to 32×32 as document 002 has them; or any part of it that the lists name; or the drawn
/// places that stand in for it.
public struct MiniPlaces: Sendable {
  /// The folder under the data root.
  public static let folderName = "miniplaces"

  /// The training pictures.
  public let training: any ImageDataset
  /// The validation pictures. Those to test have no labels.
  public let validation: any ImageDataset
  /// Which pictures could not be read and are left out, a line for each that says why.
  public let skipped: [String]
  /// Why the prepared pictures could not be kept, so that the next start prepares them again; `nil` if they are kept.
  public let reasonNotKept: String?
  /// What kept photographs away and what to do about it, where drawings took their place unasked.
  public let whyDrawn: DatasetError?

  /// Where the pictures came from.
  public var source: DataSource { training.source }
  /// "MiniPlaces", or "Drawn places".
  public var name: String { training.name }

  /// Two parts of one data set.
  public init(
    training: any ImageDataset, validation: any ImageDataset, skipped: [String] = [],
    reasonNotKept: String? = nil, whyDrawn: DatasetError? = nil
  ) {
    (self.training, self.validation) = (training, validation)
    (self.skipped, self.reasonNotKept) = (skipped, reasonNotKept)
    self.whyDrawn = whyDrawn
  }

  /// The same pictures, both parts treated by `transform` on their way to the network.
  public func transformed(by transform: Compose) -> MiniPlaces {
    MiniPlaces(
      training: training.transformed(by: transform), validation: validation.transformed(by: transform),
      skipped: skipped, reasonNotKept: reasonNotKept, whyDrawn: whyDrawn)
  }
}

extension MiniPlaces: CustomStringConvertible {
  /// One line: name, counts and source.
  public var description: String { "\(name), \(training.count) + \(validation.count) pictures \(source)" }
}
