import Foundation
import Testing

/// What all chapters' sources have in common.
@Suite struct ChapterSources {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Chapters")

  static let chapters: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

  @Test(arguments: chapters) func headingsOfTheProseAreThoseThatTheProgramPrints(_ chapter: String) throws {
    let lines = try source(chapter).components(separatedBy: "\n")
    let number = try #require(Int(chapter.prefix(2)))
    let prose = lines.filter { $0.hasPrefix("//: ## ") && $0 != "//: ## Exercise" }.map { $0.dropFirst(7) }
    let printed = lines.filter { $0.hasPrefix("chapter.section(\"") }
      .map { $0.dropFirst("chapter.section(\"".count).dropLast(2) }
    #expect(!printed.isEmpty)
    #expect(prose.map(String.init) == printed.enumerated().map { "\(number).\($0.offset + 1) \($0.element)" })
  }

  @Test(arguments: chapters) func eachOpensWithItsTitleAndEndsWithAnExercise(_ chapter: String) throws {
    let source = try source(chapter)
    let number = try #require(Int(chapter.prefix(2)))
    #expect(source.hasPrefix("//: # Chapter \(number) · "))
    let exercise = try #require(source.components(separatedBy: "//: ## Exercise\n").dropFirst().first)
    #expect(exercise.components(separatedBy: "\n").count { $0.hasPrefix("//: ") } >= 2)
    #expect(exercise.hasSuffix("chapter.finish()\n"))
  }

  @Test(arguments: chapters) func nothingIsMarkedTry(_ chapter: String) throws {
    let code = try source(chapter).components(separatedBy: "\n").filter { !$0.hasPrefix("//") }
    #expect(code.allSatisfy { $0.firstMatch(of: /\btry\b/) == nil })
  }

  private func source(_ chapter: String) throws -> String {
    try String(contentsOf: Self.folder.appendingPathComponent("\(chapter)/main.swift"), encoding: .utf8)
  }
}
