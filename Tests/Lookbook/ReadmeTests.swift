import Foundation
import Lookbook
import Testing

/// What the README shows must be what compiles and runs.
@Suite struct ReadmeTests {
  /// The README's program. Its lines stand between the two marks below, word for word but for the indentation and the
  /// two places that a test cannot take from the world: which data, and where to save.
  static func train(_ request: FashionMNISTRequest, saveTo path: String) throws -> Evaluation {
    // README begins
    let data = try FashionMNIST.open(request)
    let model = Sequential {
      Conv2d(1, 16, kernelSize: 3, padding: 1); ReLU(); MaxPool2d(kernelSize: 2)
      Flatten(); Dropout(0.25); Linear(16 * 14 * 14, 10)
    }
    let optimizer = Adam(model.parameters(), learningRate: 1e-3)
    for batch in DataLoader(data.training, batchSize: 64, shuffle: 7) {
      optimizer.zeroGradients()
      let loss = crossEntropy(model(batch.images), batch.labels)
      loss.backward()
      optimizer.step()
    }
    print(evaluate(model, on: DataLoader(data.test, batchSize: 100)))
    try model.save(to: path)
    // README ends
    return evaluate(model, on: DataLoader(data.test, batchSize: 100))
  }

  @Test func theTenLinesLearnAndSaveTheirWeights() throws {
    var request = FashionMNISTRequest()
    request.drawn = true
    (request.trainingLimit, request.testLimit) = (3200, 500)
    let path = NSTemporaryDirectory() + "readme-\(UUID().uuidString).safetensors"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let result = try withSeed(1) { try Self.train(request, saveTo: path) }
    // Guessing gets 10 %.
    #expect(result.accuracy > 0.5)
    // (1·9 + 1)·16 + (3136 + 1)·10 parameters of 4 bytes, and a header.
    let size = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    #expect(size > 31_530 * 4)
  }

  @Test func theReadmeShowsExactlyTheseLines() throws {
    let readme = try String(contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8)
    let block = try #require(readme.components(separatedBy: "```swift\nimport Lookbook\n").dropFirst().first)
    let shown = try #require(block.components(separatedBy: "```").first)
    let source = try String(contentsOf: URL(fileURLWithPath: #filePath), encoding: .utf8)
    let lines = try #require(source.components(separatedBy: "// README begins\n").last)
      .components(separatedBy: "    // README ends").first
    let tested = try #require(lines)
      .replacingOccurrences(of: "open(request)", with: "open(FashionMNISTRequest())")
      .replacingOccurrences(of: "save(to: path)", with: "save(to: \"garments.safetensors\")")
    func bare(_ text: String) -> [String] {
      text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    #expect(bare(shown) == bare(tested))
  }

  @Test func theCommandsInstallWhatThePackageNeedsAndNothingElse() throws {
    let readme = try String(contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8)
    let installs = readme.split(separator: "\n").filter { $0.contains("apt-get install") }
    let packages = "install -y libopenblas-dev libpng-dev libcairo2-dev && swift "
    let (building, running) = (
      installs.filter { $0.contains("swift") }, installs.filter { !$0.contains("swift") }
    )
    #expect(building.count == 2 && building.allSatisfy { $0.contains(packages) })
    // What photographs need is loaded at run time, and installed by whoever has some.
    #expect(
      running.count == 1 && running.allSatisfy { $0.hasSuffix("install -y libturbojpeg0 libarchive13") })
  }

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
