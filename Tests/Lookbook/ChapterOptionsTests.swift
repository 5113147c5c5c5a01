import Foundation
import Testing

@testable import Lookbook

@Suite struct ChapterOptionsTests {
  let cnn = ChapterIntroduction(
    entry: .named("cnn"), plan: Plan(epochs: 5, batchSize: 100, learningRate: 1e-3))
  let alexnet = ChapterIntroduction(
    entry: .named("alexnet"), plan: Plan(trainLimit: 12_800), full: Plan(epochs: 10), takesWidth: true)

  let loading = ChapterIntroduction(entry: .named("loading-data"), trains: false)

  func refusal(_ words: String, chapter: ChapterIntroduction? = nil) -> String? {
    do {
      _ = try ChapterOptions.parsed(words.split(separator: " ").map(String.init), for: chapter ?? cnn)
      return nil
    } catch {
      return error.description
    }
  }

  @Test(arguments: [
    ("--epochs 0", "The value '0' is invalid for '--epochs <n>': expected a whole number from 1 to 100000"),
    ("--epochs five", "The value 'five' is invalid for '--epochs <n>': expected a whole number from 1"),
    (
      "--batch-size -3",
      "The value '-3' is invalid for '--batch-size <n>': expected a whole number from 1 to 60000"
    ),
    (
      "--learning-rate nan",
      "The value 'nan' is invalid for '--learning-rate <x>': expected a finite number above 0"
    ),
    (
      "--learning-rate inf",
      "The value 'inf' is invalid for '--learning-rate <x>': expected a finite number above 0"
    ),
    (
      "--learning-rate 1e-60",
      "The value '1e-60' is invalid for '--learning-rate <x>': expected a finite number above"
    ),
    (
      "--learning-rate -0.1",
      "The value '-0.1' is invalid for '--learning-rate <x>': expected a finite number above 0"
    ),
    ("--threads 0", "The value '0' is invalid for '--threads <n>': expected a whole number from 1 to 256"),
    ("--threads 257", "The value '257' is invalid for '--threads <n>': expected a whole number from 1 to"),
    ("--seed -1", "The value '-1' is invalid for '--seed <n>': expected a whole number from 0"),
    ("--train-limit 0", "The value '0' is invalid for '--train-limit <n>': expected a whole number from 1"),
    ("--test-limit x", "The value 'x' is invalid for '--test-limit <n>': expected a whole number from 1"),
    ("--data /nowhere", "The value '/nowhere' is invalid for '--data <dir>': expected a folder that exists"),
    (
      "--dataset cifar",
      "The value 'cifar' is invalid for '--dataset <name>': expected fashion-mnist, or a folder that exists"
    ),
    ("--figures /dev/null", "The value '/dev/null' is invalid for '--figures <dir>': expected a folder, and"),
    (
      "--log /nowhere/log",
      "The value '/nowhere/log' is invalid for '--log <file>': expected a file in a folder"
    ),
    (
      "--checkpoint /tmp",
      "The value '/tmp' is invalid for '--checkpoint <file>': expected a file, and this is"
    ),
    ("--checkpoint", "Missing value for '--checkpoint <file>'"),
    (
      "--resume", "'--resume' goes on from a checkpoint: expected '--checkpoint <file>' beside it, found none"
    ),
    (
      "--log /tmp/a --checkpoint /tmp/a",
      "'--log' and '--checkpoint' must be two files: found '/tmp/a' for both"
    ),
    (
      "--data /tmp --drawn",
      "'--drawn' draws the data and '--data' names it: expected one of them, found both"
    ),
    ("--epoch 3", "Unknown option '--epoch'. Did you mean '--epochs'?"),
    ("--frobnicate", "Unknown option '--frobnicate'"),
    ("picture.png", "Unexpected argument 'picture.png'"),
    ("--width 2", "'--width' means nothing to chapter-cnn: its network has a fixed width"),
    ("--full", "'--full' means nothing to chapter-cnn: its training is as long as the document's already"),
  ])
  func badOptionsGetOneLineThatNamesThem(words: String, expected: String) throws {
    let line = try #require(refusal(words))
    #expect(line.hasPrefix(expected), "\(line)")
    #expect(line.hasSuffix("(chapter-cnn --help lists all options)"))
    #expect(!line.contains("\n"))
  }

  @Test(arguments: [
    "--epochs 3", "--learning-rate 0.1", "--width 2", "--full", "--exact", "--checkpoint /tmp/c",
    "--checkpoint /tmp/c --resume", "--resume", "--log /tmp/l",
  ])
  func aChapterThatTrainsNothingRefusesOptionsOfTraining(words: String) throws {
    let option = try #require(words.split(separator: " ").first)
    #expect(
      refusal(words, chapter: loading)
        == "'\(option)' means nothing to chapter-loading-data: nothing is trained in it "
        + "(chapter-loading-data --help lists all options)")
  }

  @Test func aChapterThatTrainsNothingTakesTheOtherOptionsAndShowsNoMoreInItsHelp() throws {
    let words =
      "--drawn --train-limit 10 --test-limit 10 --batch-size 5 --seed 2 --threads 1 --quiet --figures /tmp"
    #expect(refusal(words, chapter: loading) == nil)
    let help = try #require(refusal("--help", chapter: loading))
    for option in words.split(separator: " ") where option.hasPrefix("--") { #expect(help.contains(option)) }
    for option in ParticularOption.allCases { #expect(!help.contains(option.rawValue), "\(option)") }
    #expect(!help.contains("TRAINING") && !help.contains("Training") && !help.contains("the training"))
  }

  @Test func aWordWithALineBreakStillGetsOneLine() throws {
    #expect(throws: CommandLineError.self) { try ChapterOptions.parsed(["--epochs", "1\n2"], for: cnn) }
    do { _ = try ChapterOptions.parsed(["--epochs", "1\n2"], for: cnn) } catch {
      #expect(!error.description.contains("\n"))
    }
  }

  @Test func everyOptionOfTheDesignIsUnderstood() throws {
    let words = """
      --data /tmp --dataset fashion-mnist --offline --epochs 3 --batch-size 32 --train-limit 500 --test-limit 100 \
      --learning-rate 0.01 --seed 18446744073709551615 --threads 3 --figures /tmp/figures --checkpoint /tmp/c \
      --resume --log /tmp/l --full --exact --quiet --width 0.5
      """
    let options = try ChapterOptions.parsed(words.split(separator: " ").map(String.init), for: alexnet)
    #expect(options.data.data == "/tmp")
    #expect(options.data.dataset == .book(.fashionMNIST))
    #expect(options.data.offline && !options.data.drawn)
    #expect(options.data.trainLimit == 500 && options.data.testLimit == 100)
    #expect(options.training.epochs == 3 && options.training.batchSize == 32)
    #expect(options.training.learningRate == 0.01 && options.training.seed == .max)
    #expect(options.training.width == 0.5 && options.training.full && options.training.exact)
    #expect(options.machine.threads == 3 && options.machine.quiet)
    #expect(options.files.figures == "/tmp/figures" && options.files.checkpoint == "/tmp/c")
    #expect(options.files.resume && options.files.log == "/tmp/l")
  }

  @Test func helpTeachesInEightyColumns() throws {
    for chapter in [cnn, alexnet] {
      let help = try #require(refusal("--help", chapter: chapter))
      for word in [
        chapter.entry.title, "EXAMPLES", "LOOKBOOK_DATA", "--data", "--dataset", "--drawn", "--offline",
        "--epochs",
        "--batch-size", "--train-limit", "--test-limit", "--learning-rate", "--seed", "--threads",
        "--figures",
        "--checkpoint", "--resume", "--log", "--exact", "--quiet",
      ] {
        #expect(help.contains(word), "\(word) is missing")
      }
      #expect(help.split(separator: "\n").allSatisfy { $0.count <= 80 })
      #expect(help.contains("--width") == chapter.takesWidth)
      #expect(help.contains("--full") == (chapter.full != nil))
    }
  }

  @Test func helpTellsTheChaptersOwnDefaults() throws {
    #expect(try #require(refusal("--help")).contains("(default: 100)"))
    let help = try #require(refusal("--help", chapter: alexnet))
    #expect(help.replacing(/\s+/, with: " ").contains("(default: 1; with --full: 10)"))
    #expect(help.replacing(/\s+/, with: " ").contains("(default: 12800; with --full: all)"))
  }
}
