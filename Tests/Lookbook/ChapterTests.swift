import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Lookbook

@Suite struct ChapterTests {
  /// A chapter that was not opened, and what it prints.
  func chapter(
    _ words: String, name: String = "cnn", plan: Plan = Plan(epochs: 5, batchSize: 100), full: Plan? = nil
  ) throws -> (chapter: Chapter, printed: @Sendable () -> String) {
    let introduction = ChapterIntroduction(entry: .named(name), plan: plan, full: full, takesWidth: true)
    let sink = Sink()
    let options = try ChapterOptions.parsed(
      words.split(separator: " ").map(String.init), for: introduction)
    let chapter = try Chapter(introduction, options: options, console: sink.console)
    return (chapter, { sink.text })
  }

  @Test func optionsOverrideThePlanPartByPart() throws {
    let usual = try chapter("").chapter
    #expect(usual.plan == Plan(epochs: 5, batchSize: 100))
    #expect(usual.seed == 1 && usual.width == 1 && !usual.isFull && usual.figures == "Figures/cnn")

    let words = "--epochs 2 --learning-rate 0.5 --train-limit 300 --seed 9 --width 0.5 --figures /tmp/f"
    let other = try chapter(words).chapter
    #expect(other.plan == Plan(epochs: 2, batchSize: 100, learningRate: 0.5, trainLimit: 300))
    #expect(other.seed == 9 && other.width == 0.5 && other.figures == "/tmp/f")
  }

  @Test func fullTakesTheDocumentsPlanAndOptionsOverrideThatToo() throws {
    let (short, full) = (Plan(epochs: 1, trainLimit: 12_800), Plan(epochs: 10))
    #expect(try chapter("", plan: short, full: full).chapter.plan == short)
    #expect(try chapter("--full", plan: short, full: full).chapter.plan == full)
    #expect(try chapter("--full --epochs 2", plan: short, full: full).chapter.plan.epochs == 2)
    #expect(try chapter("--full --train-limit 64", plan: short, full: full).chapter.plan.trainLimit == 64)
  }

  @Test func sectionsAreNumberedAfterTheChapter() throws {
    let (chapter, printed) = try chapter("", name: "alexnet")
    chapter.section("The data")
    chapter.section("The network")
    #expect(printed() == "\n6.1 The data\n\n\n6.2 The network\n\n")
  }

  @Test func theCommandThatGoesOnCanBePastedIntoAShell() {
    #expect(
      Chapter.resuming(["chapter-cnn", "--checkpoint", "my run.sf", "--log", "it's"])
        == #"chapter-cnn --checkpoint 'my run.sf' --log 'it'\''s' --resume"#)
    for (path, command) in [
      ("/book/.build/x86_64-unknown-linux-gnu/debug/chapter-cnn", "swift run chapter-cnn"),
      (".build/release/chapter-cnn", "swift run -c release chapter-cnn"),
      ("/elsewhere/.build/debug/chapter-cnn", "/elsewhere/.build/debug/chapter-cnn"),
    ] {
      #expect(Chapter.resuming([path], folder: "/book") == command + " --resume")
    }
    #expect(Chapter.resuming(["chapter-cnn", "--resume"]) == "chapter-cnn --resume")
    #expect(
      Chapter.resuming(["chapter-cnn"], data: "/my data") == "LOOKBOOK_DATA='/my data' chapter-cnn --resume")
  }

  @Test func theVariableThatNamesTheDataIsRepeatedWhereItCounts() throws {
    let environment = ["LOOKBOOK_DATA": "/data"]
    #expect(try chapter("").chapter.dataVariable(environment) == "/data")
    #expect(try chapter("--data /tmp").chapter.dataVariable(environment) == nil)
    #expect(try chapter("--drawn").chapter.dataVariable(environment) == nil)
    #expect(try chapter("").chapter.dataVariable(["LOOKBOOK_DATA": ""]) == nil)
    #expect(try chapter("").chapter.dataVariable([:]) == nil)
  }

  @Test func aResumedRunSaysHowFarItsCheckpointIs() {
    func words(_ position: Position) -> String {
      Chapter.whereItGoesOn(at: position, of: 2, steps: "2,000", path: "run")
    }
    #expect(words(Position(epoch: 2, batch: 7, images: 70)) == "going on after step 2,000, in epoch 2 of 2.")
    #expect(words(Position(epoch: 3)) == "trained already, 2,000 steps: the network is taken from run.")
    #expect(
      words(Position(epoch: 5)) == "trained already, and for more than --epochs 2 (2,000 steps, 4 epochs): "
        + "the network is taken from run as it is.")
    #expect(
      words(Position(epoch: 3, batch: 1, images: 10))
        == "trained already, and for more than --epochs 2 (2,000 steps, 2 epochs and a part of the next): "
        + "the network is taken from run as it is.")
  }

  @Test func aFileThatWillBeReplacedIsNamedAndADeviceIsNot() throws {
    let folder = try TemporaryFolder()
    let (log, state) = (folder.path(of: "run.jsonl"), folder.path(of: "run.safetensors"))
    let words = "--log \(log) --checkpoint \(state)"
    #expect(try chapter(words).chapter.replacements.isEmpty)
    folder.append("{}\n", to: "run.jsonl")
    #expect(try chapter(words).chapter.replacements == ["\(log) is there already and will be replaced."])
    folder.append("state", to: "run.safetensors")
    #expect(
      try chapter(words).chapter.replacements.last
        == "\(state) is there already and will be replaced; --resume would go on from it.")
    #expect(try chapter(words + " --resume").chapter.replacements.isEmpty)
    #expect(try chapter("--log /dev/null").chapter.replacements.isEmpty)
  }

  @Test func dataWithOtherLabelsIsOtherData() {
    func images(_ labels: [UInt8]) -> StoredImages {
      StoredImages(
        name: "Squares", classNames: ["small", "large"],
        imageSize: ImageSize(channels: 1, height: 1, width: 1),
        source: .drawn(seed: 0, reason: "for a test"), bytes: [UInt8](repeating: 0, count: labels.count),
        labels: labels)
    }
    let test = images([0, 1])
    func identity(_ labels: [UInt8], fingerprint: UInt32? = nil) -> String {
      ChapterData(training: images(labels), test: test, book: nil, fingerprint: fingerprint).identity
    }
    #expect(identity([0, 1, 1]).hasPrefix("Squares 3+2"))
    #expect(identity([0, 1, 1]) == identity([0, 1, 1]))
    #expect(identity([0, 1, 1]) != identity([0, 1, 0]))
    #expect(identity([0, 1, 1], fingerprint: 1) != identity([0, 1, 1], fingerprint: 2))
    let data = ChapterData(training: images([0, 1, 1]), test: test, book: nil, fingerprint: 1)
    #expect(data.hasChanged(since: identity([0, 1], fingerprint: 2)))
    // Fewer of the same pictures: a limit, not a change.
    #expect(!data.hasChanged(since: identity([0, 1], fingerprint: 1)))
    #expect(!data.hasChanged(since: "Circles 3+2, pictures 2, labels 0"))
  }

  @Test func anUnknownNameIsAnExperiment() {
    #expect(ChapterEntry.named("mine").heading == "mine")
    #expect(ChapterEntry.named("cnn").heading == "Chapter 4 · A convolutional network")
  }
}

private final class Sink: Sendable {
  private let printed = Mutex("")
  var text: String { printed.withLock { $0 } }
  var console: Console { Console(text: { text in self.printed.withLock { $0 += text } }, clock: { 0 }) }
}
