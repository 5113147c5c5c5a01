import Drawing
import Foundation
import TestSupport
import Testing

@testable import Lookbook

@Suite struct FigureFolderTests {
  @Test func aFolderThatCanBeMadeIsFine() throws {
    let folder = try TemporaryFolder()
    try FigureFolder.check(folder.path)
    try FigureFolder.check(folder.path(of: "not/yet/there"))
    try FigureFolder.check("Figures/somewhere")
    #expect(folder.names.isEmpty, "looking makes nothing")
  }

  @Test func aFileInTheWayIsNamed() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write([1], to: "file")
    for path in [file, file + "/below"] {
      #expect { try FigureFolder.check(path) } throws: {
        $0 as? DrawingError
          == .unwritable(path: path, reason: "\(file) is a file, and a folder is needed")
      }
    }
  }

  @Test func aChapterSaysSoBeforeItTrains() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write([1], to: "file")
    let outcome = try BuiltProgram(name: "chapter-dnn").run(["--drawn", "--figures", file + "/below"])
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(
      outcome.errors == "chapter-dnn: \(file)/below: cannot be written (\(file) is a file, and a folder is "
        + "needed); free some space or name another folder for figures\n")
  }
}
