import Foundation
import TestSupport
import Testing

/// What others read of `benchmark`: lines of JSON.
@Suite struct BenchmarkTests {
  let program = BuiltProgram(name: "benchmark")

  private func lines(_ words: [String]) throws -> [[String: Any]] {
    let outcome = try program.run(words)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try outcome.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test(arguments: [
    ["steps", "dnn", "--batch-size", "4", "--steps", "2"], ["inference", "lenet", "--steps", "2"],
    ["resize", "--batch-size", "4", "--rounds", "2"], ["drawing", "--rounds", "1"],
  ])
  func everyLineIsAMeasurement(words: [String]) throws {
    let lines = try lines(words)
    #expect(lines.count >= 2)
    for line in lines { #expect(try #require(line["milliseconds"] as? Double) > 0) }
  }

  @Test(arguments: [1, 2])
  func stepsAlternateBetweenTheLoaderAndMemoryAndARatioSumsThemUp(threads: Int) throws {
    let lines = try lines(["loading", "cnn", "--rounds", "2", "--steps", "1", "--threads", "\(threads)"])
    #expect(
      lines.map { $0["images"] as? String } == [
        "in memory", "from the loader", "in memory", "from the loader", nil,
      ])
    #expect(lines.dropLast().allSatisfy { $0["threads"] as? Int == threads && $0["batch"] as? Int == 100 })
    #expect(try #require(lines.last?["ratio"] as? Double) > 0)
  }

  @Test func everyLayerOfAlexNetIsTimedBothWaysAndAdam() throws {
    let lines = try lines(["layers", "--batch-size", "1", "--rounds", "1", "--threads", "2"])
    let passes = lines.map { "\($0["layer"] as? String ?? "") \($0["pass"] as? String ?? "")" }
    #expect(Set(passes).count == passes.count)
    // Five convolutions and three dense layers three ways, but for the image's gradient; three poolings and two ReLUs
    // forward and back; Adam.
    #expect(passes.count == 8 * 3 - 1 + 5 * 2 + 1)
    #expect(!passes.contains("conv1 input gradient") && passes.contains("fc3 weight gradient"))
    for line in lines {
      let (milliseconds, billions) = (line["milliseconds"] as? Double, line["billions"] as? Double)
      #expect(try #require(milliseconds) > 0 && #require(billions) > 0)
      #expect(["FLOP/s", "bytes/s"].contains(line["unit"] as? String))
    }
  }

  @Test(arguments: [
    ["loading", "dnn", "--steps", "0"], ["loading", "dnn", "--rounds", "0"], ["layers", "--batch-size", "0"],
    ["resize", "--threads", "0"], ["loading", "resnet"],
  ])
  func aBadOptionEndsItWithAnError(words: [String]) throws {
    let outcome = try program.run(words)
    #expect(outcome.status != 0 && outcome.output.isEmpty)
    #expect(outcome.errors.contains(words[words.count - 1]))
  }
}
