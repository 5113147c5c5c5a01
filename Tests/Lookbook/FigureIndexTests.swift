import Foundation
import TestSupport
import Testing

@testable import Lookbook

@Suite struct FigureIndexTests {
  private static func entry(_ name: String, caption: String = "What to see.") -> FigureEntry {
    FigureEntry(
      name: name, title: "A title", caption: caption, alt: "Bars.", data: "Drawn garments",
      content: .results,
      width: 1440, height: 600, faults: [])
  }

  @Test func theListHoldsEveryFigureOnceInTheirOrder() throws {
    let folder = try TemporaryFolder()
    var index = FigureIndex(folder: folder.path + "/made/on the way")
    try index.add(Self.entry("first"))
    try index.add(Self.entry("second"))
    try index.add(Self.entry("first", caption: "Something else."))
    let data = try Data(contentsOf: URL(filePath: index.path))
    let entries = try JSONDecoder().decode([FigureEntry].self, from: data)
    #expect(entries.map(\.name) == ["first", "second"])
    #expect(entries[0].caption == "Something else." && entries == index.entries)
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/file"
    try Data().write(to: URL(filePath: file))
    var index = FigureIndex(folder: file)
    #expect { try index.add(Self.entry("first")) } throws: { "\($0)".contains("\(file)/figures.json") }
  }
}
