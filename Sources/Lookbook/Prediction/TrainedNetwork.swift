import Foundation

/// What has to be known of a network beside its weights, to make it again and to ask it about a picture.
///
/// It stands in the metadata of the weights' safetensors file, as JSON under `lookbook`, with a digest under
/// `lookbook.sha256`: nobody is to find out by a wrong answer that it was altered.
public struct TrainedNetwork: Codable, Equatable, Sendable {
  /// The short name of the chapter that trained it: `cnn`.
  public let chapter: String
  /// The name of each class; the network gives a score for each.
  public let classNames: [String]
  /// 1 for grey pictures, 3 for colour.
  public let channels: Int
  /// The side of the pictures as they were stored, in pixels.
  public let side: Int
  /// How many times as wide as usual the network's layers are.
  public let width: Double
  /// How pictures are prepared before the transforms.
  public let preparation: PreparedPicture.Kind
  /// What is done to a prepared picture on its way to the network.
  public let transforms: [RecordedTransform]
  /// What the data was called that it learned from.
  public let data: String
  /// Said of every answer of a network that learned from drawings: "from drawn garments, not from Fashion-MNIST".
  let drawings: String?
  /// The share of test images that it put into their class, from 0 to 1.
  public let accuracy: Double
  /// How many test images there were.
  public let testCount: Int

  /// The size of a prepared picture.
  public var imageSize: ImageSize { ImageSize(channels: channels, height: side, width: side) }

  private static let key = "lookbook"
  private static let digestKey = "lookbook.sha256"

  /// The widest that `--width` allows.
  static let greatestWidth = 4.0

  /// What describes it in the file's metadata.
  func metadata() throws -> [String: String] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(self), as: UTF8.self)
    return [Self.key: text, Self.digestKey: try Self.digest(text)]
  }

  /// Reads what `path` says of its weights, and checks that it belongs to `chapter`.
  ///
  /// - Parameter options: what the training needs to keep them there, a blank before it; for the advice.
  /// - Throws: `PredictionError`, or `WeightFileError` for a file that is no weight file.
  init(path: String, chapter: ChapterEntry, options: String = "") throws {
    guard FileManager.default.fileExists(atPath: path) else {
      throw PredictionError.notTrained(path: path, program: chapter.program, options: options)
    }
    let metadata = try SafetensorsFile(path: path).metadata
    guard let text = metadata[Self.key] else {
      throw PredictionError.notKept(path: path, program: chapter.program)
    }
    guard metadata[Self.digestKey] == (try Self.digest(text)),
      let trained = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)), trained.isUsable
    else { throw PredictionError.altered(path: path, program: chapter.program) }
    guard trained.chapter == chapter.name else {
      throw PredictionError.otherChapter(
        path: path, expected: chapter.program, found: ChapterEntry.named(trained.chapter).program)
    }
    self = trained
  }

  init(
    chapter: String, classNames: [String], channels: Int, side: Int, width: Double,
    preparation: PreparedPicture.Kind, transforms: [RecordedTransform], data: String, drawings: String?,
    accuracy: Double, testCount: Int
  ) {
    (self.chapter, self.classNames, self.channels, self.side) = (chapter, classNames, channels, side)
    (self.width, self.preparation, self.transforms) = (width, preparation, transforms)
    (self.data, self.drawings) = (data, drawings)
    (self.accuracy, self.testCount) = (accuracy, testCount)
  }

  /// Whether the numbers are such as a chapter writes.
  private var isUsable: Bool {
    classNames.count >= 2 && [1, 3].contains(channels) && (1...4096).contains(side)
      && width > 0 && width <= Self.greatestWidth && (preparation == .photograph || channels == 1)
      && RecordedTransform.outputSize(of: transforms, for: imageSize) != nil
  }

  private static func digest(_ text: String) throws -> String {
    let hash = try Digest(.sha256)
    Array(text.utf8).withUnsafeBytes { hash.update($0) }
    return hash.finish()
  }
}
