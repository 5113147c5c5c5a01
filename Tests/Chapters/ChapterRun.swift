import Foundation
import Lookbook
import TestSupport
import Testing

/// A short run of a chapter on drawn pictures, so that it needs neither network nor data.
struct ChapterRun {
  let output: String
  /// What the chapter's list of figures says.
  let figures: [FigureEntry]

  /// Runs `chapter-<name>` with these options and expects that it ends well, has nothing to complain about, and has
  /// drawn figures without a fault.
  init(_ name: String, _ options: String...) throws {
    let folder = try TemporaryFolder()
    let outcome = try BuiltProgram(name: "chapter-\(name)").run(["--drawn"] + options, in: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.isEmpty)
    output = outcome.output
    let place = folder.path(of: "Figures/\(name)/")
    figures = try JSONDecoder().decode(
      [FigureEntry].self, from: Data(contentsOf: URL(fileURLWithPath: place + "figures.json")))
    let data = "Drawn \(ChapterEntry.named(name).data.noun)"
    for figure in figures { try Self.check(figure, of: data, in: place) }
  }

  private static func check(_ figure: FigureEntry, of data: String, in place: String) throws {
    #expect(figure.faults.isEmpty, "\(figure.name)")
    #expect(!figure.caption.isEmpty && !figure.alt.isEmpty && figure.data == data)
    let picture = try Picture(readingPNG: place + figure.file)
    #expect(picture.width == figure.width && picture.height == figure.height)
    // Text or lines on paper: no figure is all of one colour.
    #expect(Set(picture.pixels).count > 2, "\(figure.name)")
  }

  /// The lines of the output.
  var lines: [Substring] { output.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The numbers that stand in the parentheses of `pattern` in each line that it matches as a whole.
  func numbers(_ pattern: String) throws -> [[Double]] {
    let expression = try NSRegularExpression(pattern: "^\(pattern)$", options: [.anchorsMatchLines])
    return expression.matches(in: output, range: NSRange(output.startIndex..., in: output)).map { match in
      (1..<match.numberOfRanges).compactMap { group in
        Range(match.range(at: group), in: output).flatMap { Double(output[$0]) }
      }
    }
  }
}

/// A number as the documents' Python prints it.
let number = #"(\d+(?:\.\d+)?(?:[eE]-?\d+)?)"#

/// The documents' line after a test, `Test set: Average loss: 0.3113, Accuracy: 9048/10000 (90%)`, as a pattern.
/// Drawn images are named after it.
let testLine =
  #"Test set: Average loss: (\d+\.\d{4}), Accuracy: (\d+)/(\d+) \((\d+)%\)(?:, on drawn images)?"#

/// Document 003's line, `Iteration: 500, Loss: 0.5451766848564148, Accuracy: 83.2699966430664%`, as a pattern.
let iterationLine = "Iteration: \(number), Loss: \(number), Accuracy: \(number)%"
