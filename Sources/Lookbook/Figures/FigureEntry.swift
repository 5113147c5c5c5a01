import Foundation

/// What the book knows of a figure beside its picture: the caption below it, and the words for who cannot see it.
public struct FigureEntry: Codable, Equatable, Sendable {
  /// The short name; the picture is `<name>.png`.
  public var name: String
  /// The heading in the picture.
  public var title: String
  /// What to look at: a sentence or two.
  public var caption: String
  /// What is to be seen, for who cannot see it.
  public var alt: String
  /// Which data the run had: "Fashion-MNIST", "Drawn garments".
  public var data: String
  /// What kind of thing it shows.
  public var content: Content
  /// Pixels from left to right, at twice the nominal size.
  public var width: Int
  /// Pixels from top to bottom.
  public var height: Int
  /// What is wrong with its layout, in words; empty as long as nothing is.
  public var faults: [String]

  /// What a figure shows, and so what it depends on.
  public enum Content: String, Codable, Sendable {
    /// Numbers that were found in the data or in a training.
    case results
    /// Pictures of the data themselves, whose licence is then the data's.
    case images
    /// Photographs that others hold the rights to: never committed.
    case photographs
    /// Something that is the same whatever the data, such as a network's layers.
    case structure
  }

  /// The file's name.
  public var file: String { "\(name).png" }
}

/// The figures that a run has drawn so far, and `figures.json` beside them, which lists them.
struct FigureIndex {
  let folder: String
  private(set) var entries: [FigureEntry] = []

  init(folder: String) { self.folder = folder }

  /// Where the list lies.
  var path: String { "\(folder)/figures.json" }

  /// Adds an entry, or renews the one of the same name, and writes the list.
  mutating func add(_ entry: FigureEntry) throws {
    if let place = entries.firstIndex(where: { $0.name == entry.name }) {
      entries[place] = entry
    } else {
      entries.append(entry)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let text = try encoder.encode(entries)
    try PictureFile.write(Array(text) + Array("\n".utf8), to: path)
  }
}
