import Foundation
import Lookbook
import Testing

/// The pictures under `Figures`, which readers meet before they have run anything.
@Suite struct CommittedFigures {
  static let root = ChapterSources.folder.deletingLastPathComponent()
  static let folder = root.appending(path: "Figures")

  static let chapters: [String] = ChapterSources.chapters.map { String($0.drop { $0 != "-" }.dropFirst()) }

  private static func entries(_ chapter: String) throws -> [FigureEntry] {
    let list = try Data(contentsOf: folder.appending(path: "\(chapter)/figures.json"))
    return try JSONDecoder().decode([FigureEntry].self, from: list)
  }

  @Test(arguments: chapters) func eachIsListedReadableAndWithoutAFault(_ chapter: String) throws {
    let entries = try Self.entries(chapter)
    let place = Self.folder.appending(path: chapter).path
    let files = try FileManager.default.contentsOfDirectory(atPath: place).filter {
      // What somebody asked a network about belongs to nobody else.
      $0.hasSuffix(".png") && $0 != "predict.png"
    }
    #expect(Set(files) == Set(entries.map(\.file)))
    for entry in entries {
      let picture = try Picture(readingPNG: "\(place)/\(entry.file)")
      #expect(picture.width == entry.width && picture.height == entry.height, "\(entry.file)")
      #expect(entry.faults.isEmpty && !entry.caption.isEmpty && !entry.alt.isEmpty, "\(entry.file)")
    }
  }

  /// Pictures of the data are drawn ones, which are the book's own; results are about the real data.
  @Test(arguments: chapters) func imagesAreDrawnAndResultsAreReal(_ chapter: String) throws {
    let book = ChapterEntry.named(chapter).data
    for entry in try Self.entries(chapter) {
      switch entry.content {
      case .images: #expect(entry.data == "Drawn \(book.noun)", "\(entry.file)")
      case .results: #expect(entry.data == book.title, "\(entry.file)")
      case .photographs: Issue.record("\(entry.file) shows photographs that are not ours")
      case .structure: break
      }
    }
  }

  /// A chapter that draws a new figure, or gives up an old one, has its folder renewed: `Figures/renew <chapter>`.
  @Test(arguments: ChapterSources.chapters) func theListIsThatOfTheChaptersSource(_ chapter: String) throws {
    let path = ChapterSources.folder.appending(path: "\(chapter)/main.swift")
    let source = try String(contentsOf: path, encoding: .utf8)
    let code = source.components(separatedBy: "\n").filter { !$0.hasPrefix("//:") }.joined(separator: "\n")
    // A call from its name to the next call; what shows photographs is never committed.
    let calls = code.components(separatedBy: "chapter.figure(").dropFirst()
      .filter { !$0.contains("content: .photographs") }
    let drawn = calls.compactMap { $0.firstMatch(of: /^\s*"([^"]+)"/).map { String($0.1) } }
    #expect(drawn == (try Self.entries(String(chapter.dropFirst(3)))).map(\.name))
  }

  @Test func whatTheReadmeShowsIsThere() throws {
    let readme = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    let shown = readme.matches(of: /\]\((Figures\/[^)]+\.png)\)/).map { String($0.1) }
    #expect(!shown.isEmpty)
    for file in shown {
      #expect(FileManager.default.fileExists(atPath: Self.root.appending(path: file).path), "\(file)")
    }
  }
}
