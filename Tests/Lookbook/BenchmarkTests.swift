import Foundation
import Lookbook
import TestSupport
import Testing

/// What others read of `benchmark`: lines of JSON.
@Suite struct BenchmarkTests {
  let program = BuiltProgram(name: "benchmark")

  private func output(_ words: [String]) throws -> [Data] {
    let outcome = try program.run(words)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n").map { Data($0.utf8) }
  }

  private func lines(_ words: [String]) throws -> [[String: Any]] {
    try output(words).map { try #require(try JSONSerialization.jsonObject(with: $0) as? [String: Any]) }
  }

  private struct Checked: Decodable {
    let loss: Double
    let gradients: [Double]
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

  @Test func theMachinesTwoPeaksAreMeasuredInEachRound() throws {
    let lines = try lines(["machine", "--rounds", "2", "--threads", "1"])
    let measured = lines.map { "\($0["what"] as? String ?? "") in \($0["unit"] as? String ?? "")" }
    let (add, read) = ("multiply-adds in FLOP/s", "reading memory in bytes/s")
    #expect(measured == [add, read, add, read])
    #expect(lines.map { $0["round"] as? Int } == [1, 1, 2, 2])
    for line in lines {
      #expect(try #require(line["billions"] as? Double) > 0 && line["threads"] as? Int == 1)
    }
  }

  /// Of one image the weight gradient has too few tiles for Winograd's method; then both ways are the same.
  @Test func theErrorsOfAConvolutionAreMeasuredForEachPass() throws {
    let lines = try lines(["accuracy", "conv3", "--batch-size", "1"])
    #expect(lines.map { $0["pass"] as? String } == ["forward", "input gradient", "weight gradient"])
    #expect(lines.allSatisfy { $0["layer"] as? String == "conv3" && $0["batch"] as? Int == 1 })
    for (line, isWinograd) in zip(lines, [true, true, false]) {
      let error = try #require(line["error"] as? Double)
      let exact = try #require(line["exactError"] as? Double)
      #expect(exact > 0 && exact < 1e-6 && error < 5e-6)
      #expect(isWinograd ? error > exact : error == exact)
    }
  }

  /// `compare` computes the same from the rule in `check --help`.
  @Test func aCheckIsTheLossAndTheGradientsOfTheWeightsWithoutDropout() throws {
    let model = Sequential {
      Flatten()
      Linear(784, 256)
      ReLU()
      Dropout(0.25)
      Linear(256, 128)
      ReLU()
      Linear(128, 10)
    }
    let folder = try TemporaryFolder()
    let path = folder.path + "/weights.safetensors"
    try model.save(to: path)
    // Decoded as numbers: what `JSONSerialization` makes of seventeen digits may be another number on Linux.
    let checks = try output(["check", "dnn", "--weights", path, "--batch-size", "12"])
      .map { try JSONDecoder().decode(Checked.self, from: $0) }

    model.evaluate()
    let values = (0..<12 * 784).map { Float(40503 * $0 % 65536) / 65536 }
    let loss = crossEntropy(model(Tensor(values, shape: [12, 1, 28, 28])), (0..<12).map { 7 * $0 % 10 })
    loss.backward()
    // The same operations on the same bits.
    #expect(checks.map(\.loss) == [Double(loss.item())])
    let sizes = try #require(checks.first).gradients
    let expected = model.parameters().map { parameter in
      (parameter.gradient?.values() ?? []).reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    }
    #expect(sizes.count == expected.count)
    // In whatever order sums of at most 784 · 256 squares are rounded: so many times 2⁻⁵³, about 2e-11.
    for (size, expected) in zip(sizes, expected) {
      #expect(expected > 0 && abs(size - expected) <= 2.3e-11 * expected)
    }
  }

  @Test(arguments: [
    ["loading", "dnn", "--steps", "0"], ["loading", "dnn", "--rounds", "0"], ["layers", "--batch-size", "0"],
    ["resize", "--threads", "0"], ["loading", "resnet"], ["drawing", "--rounds", "0"],
    ["steps", "dnn", "--threads", "0"], ["machine", "--rounds", "0"],
    ["check", "dnn", "--weights", "absent.safetensors"], ["accuracy", "--batch-size", "0"],
    ["accuracy", "fc1"],
  ])
  func aBadOptionEndsItWithAnError(words: [String]) throws {
    let outcome = try program.run(words)
    #expect(outcome.status != 0 && outcome.output.isEmpty)
    #expect(outcome.errors.contains(words[words.count - 1]))
  }
}
