import Testing

/// What chapter 1 claims.
@Suite struct LoadingDataChapter {
  @Test func everySectionSaysWhatItShows() throws {
    let run = try ChapterRun(
      "loading-data", "--train-limit", "1000", "--test-limit", "100", "--batch-size", "64")
    for heading in [
      "1.1 The files", "1.2 What is in them", "1.3 How many of each", "1.4 Mean and deviation",
      "1.5 One of them",
      "1.6 In batches",
    ] {
      #expect(run.lines.contains(Substring(heading)))
    }
    #expect(run.figures.map(\.name) == ["labels"])
    #expect(run.output.contains("Drawn garments, 1,000 training and 100 test images"))
    #expect(run.output.contains("no photographs"))
    #expect(try run.numbers(#"mean +(0\.\d{4}) .*"#).count == 1)
    #expect(try run.numbers(#"deviation +(0\.\d{4})"#).count == 1)
  }

  @Test func classesAreBalancedAndNamedAsInTheDocuments() throws {
    let run = try ChapterRun("loading-data", "--train-limit", "1000", "--test-limit", "100")
    for (label, name) in [(0, "T-shirt/top"), (5, "Sandal"), (9, "Ankle boot")] {
      #expect(run.lines.contains("    \(label)  \(name)"))
      #expect(run.lines.contains("\(String(repeating: "█", count: 40)) 100 \(name)"))
    }
  }

  @Test func theLastBatchHoldsWhatRemains() throws {
    let run = try ChapterRun(
      "loading-data", "--train-limit", "1000", "--test-limit", "100", "--batch-size", "64")
    #expect(run.lines.contains("1,000 images in 16 batches of 64"))
    #expect(run.output.contains("batch 1: images [64, 1, 28, 28], 64 labels"))
    #expect(run.output.contains("batch 16: images [40, 1, 28, 28], 40 labels"))
  }

  /// With data only: the checksums of the official files.
  @Test(.enabled(if: RealData.isThere)) func theFilesAreTheOfficialOnes() throws {
    let output = try RealData.run("loading-data")
    #expect(output.components(separatedBy: "the official file\n").count == 5)
    #expect(output.contains("mean       0.2860") && output.contains("deviation  0.3530"))
    #expect(output.contains("60,000 images in 938 batches of 64"))
    #expect(output.contains("batch 938: images [32, 1, 28, 28], 32 labels"))
  }
}
