import Foundation
import TestSupport
import Testing

@testable import Lookbook

/// `--dataset FOLDER` as a reader meets it who makes a mistake, or whose folder has one.
@Suite struct OwnPicturesTests {
  let program = BuiltProgram(name: "chapter-dnn")

  private func refusal(_ words: [String], by name: String = "chapter-dnn", in folder: String? = nil) throws
    -> String
  {
    let outcome = try BuiltProgram(name: name).run(words, in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    return outcome.errors
  }

  @Test func aWordThatIsNeitherNameNorFolderIsAnsweredWithWhatCanBeGiven() throws {
    for word in ["cifar", "miniplaces", "/nowhere"] {
      #expect(
        try refusal(["--dataset", word]).contains(
          "expected fashion-mnist, or a folder that exists, with a folder of pictures for each class"))
    }
    #expect(try refusal(["--dataset", "/dev/null"]).contains("this is a file"))
    #expect(
      try refusal(["--dataset", "cifar"], by: "chapter-loading-data").contains("expected fashion-mnist ("))
  }

  @Test func chaptersThatTrainNothingRefuseAFolder() throws {
    let folder = try PictureFolder()
    for name in ["chapter-loading-data", "chapter-viewing-images"] {
      #expect(
        try refusal(["--dataset", folder.path], by: name).hasPrefix(
          "\(name): '--dataset \(folder.path)' means nothing to \(name): it is about Fashion-MNIST"))
    }
  }

  @Test(arguments: [["--drawn"], ["--data", "/tmp"]]) func aFolderAndOtherDataContradictEachOther(
    words: [String]
  ) throws {
    let folder = try PictureFolder()
    let line = try refusal(["--dataset", folder.path] + words)
    #expect(line.contains("'\(words[0])'") && line.contains("expected one of them, found both"))
  }

  @Test func aClassOfOnePictureIsNamed() throws {
    let folder = try PictureFolder(bars: 1)
    #expect(
      try refusal(["--dataset", folder.path]).contains(
        "marks: expected at least 2 pictures of the class “bars”"))
  }

  @Test func picturesOfNothingAreNothingToLearnFrom() throws {
    let folder = try PictureFolder(discs: 0, bars: 0)
    let white = try Page(size: Size(5, 5)).png()
    for name in ["a/1", "a/2", "b/1", "b/2"] { try folder.write(white, to: name + ".png") }
    #expect(try refusal(["--dataset", folder.path]).contains("found 2 without anything in them"))
  }

  @Test func aPictureThatCannotBeReadIsLeftOutAndNamed() throws {
    let folder = try PictureFolder(discs: 10, bars: 10)
    let broken = try folder.write(Array("no picture".utf8), to: "bars/x.png")
    let outcome = try program.run(["--dataset", folder.path, "--epochs", "1"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("1 picture could not be read and is left out:\n"))
    #expect(outcome.output.contains(broken))
    // 20 are left, of which 2 of each class test.
    #expect(outcome.output.contains("16 to learn from and 4 held out to test"))
  }

  @Test func picturesOfOtherKindsAreCountedAndNamed() throws {
    let folder = try PictureFolder()
    for name in ["bars/a.HEIC", "bars/b.gif", "a disc/c.webp", "a disc/notes.txt", "__MACOSX/bars/._a.png"] {
      try folder.write([1], to: name)
    }
    let outcome = try program.run(["--dataset", folder.path, "--epochs", "1"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("marks, 2 classes of your own pictures,\n"))
    #expect(
      outcome.output.replacing(/\s+/, with: " ").contains(
        "3 files of other kinds (.gif, .heic, .webp) are left out: convert them to JPEG or PNG."))
    #expect(
      Chapter.remark(onOtherKinds: [".tif": 1])
        == "1 file of another kind (.tif) is left out: convert it to JPEG or PNG.")
    #expect(Chapter.remark(onOtherKinds: [:]) == nil)
  }

  @Test func aClassOfPicturesOfOtherKindsOnlySaysHowToMendIt() throws {
    let folder = try PictureFolder()
    try folder.write([1], to: "ovals/1.heic")
    #expect(try refusal(["--dataset", folder.path]).contains("convert those of other kinds"))
  }

  @Test func whatIsSaidOfTheDataFitsATerminal() throws {
    let obstacle = DatasetError.unreachable(file: "train.txt", attempts: ["it was not asked"])
    let advice = Chapter.adviceForPhotographs(after: obstacle, folder: "/cache/miniplaces")
    #expect(
      advice.hasPrefix("For photographs put data.tar.gz, train.txt, val.txt and categories.txt\ninto /cache"))
    #expect(advice.contains("MD5 265825ec94f79390e4f1e38045a69059"))
    #expect(WrappedText.lines(advice).allSatisfy { $0.count <= 71 })
    let path = "/" + String(repeating: "a", count: 90)
    #expect(
      WrappedText.lines("  from \(path) it comes", columns: 20) == ["  from", "  " + path, "  it comes"])
    #expect(WrappedText.lines("as it is", columns: 20) == ["as it is"])
  }

  @Test func onlyTheFirstOfManyPicturesThatCannotBeReadAreNamed() {
    let remarks = Chapter.remarks(skipped: ["a", "b", "c", "d", "e"], reasonNotKept: "a full disk")
    #expect(
      remarks == [
        "5 pictures could not be read and are left out:", "  a", "  b", "  c", "  and 2 more",
        "The prepared pictures could not be kept (a full disk): the next start prepares them again.",
      ])
    #expect(Chapter.remarks(skipped: [], reasonNotKept: nil).isEmpty)
  }

  @Test func aChangedFolderIsOtherDataForACheckpoint() throws {
    let (folder, own) = (try PictureFolder(), try TemporaryFolder())
    let words = ["--dataset", folder.path, "--epochs", "1", "--checkpoint", own.path(of: "run.safetensors")]
    #expect(try program.run(words, in: own.path).status == 0)
    let again = try program.run(words + ["--resume"], in: own.path)
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output.contains("trained already"))
    try folder.write(
      [UInt8](Data(contentsOf: URL(fileURLWithPath: folder.path + "/bars/0.png"))), to: "bars/1.png")
    let line = try refusal(words + ["--resume"], in: own.path)
    #expect(
      line.contains("run.safetensors: the pictures in marks have changed since it was written"), "\(line)")
  }

  #if os(Linux)
    @Test func folderOfPNGFilesNeedsNoLibraryBeyondTheBooksThree() throws {
      // An empty file of the library's name is found first and cannot be loaded: as good as none.
      let (folder, none) = (try PictureFolder(), try TemporaryFolder())
      for name in ["libturbojpeg.so.0", "libturbojpeg.so"] { none.append("", to: name) }
      let environment = ["LD_LIBRARY_PATH": none.path]
      let words = ["--dataset", folder.path, "--epochs", "1"]
      #expect(try program.run(words, environment: environment).status == 0)
      try folder.write([0xFF, 0xD8, 0xFF, 0], to: "bars/photograph.jpg")
      let outcome = try program.run(words, environment: environment)
      #expect(
        outcome.status == 1 && outcome.errors.contains("apt-get install libturbojpeg0"), "\(outcome.errors)")
    }
  #endif
}
