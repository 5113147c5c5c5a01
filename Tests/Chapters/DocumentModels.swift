import Foundation
import Lookbook
import Testing

@testable import chapter_alexnet
@testable import chapter_cnn
@testable import chapter_dnn

/// The chapters' own networks beside what PyTorch says of the documents': the fixtures of `Tests/Peers`.
@Suite @MainActor struct DocumentModels {
  struct Description: Decodable {
    let named: [String: [Int]]
    let buffers: [String: [Int]]
  }

  /// What a chapter prints in place of a line of the documents' models, and why.
  struct Difference {
    let document: String
    let chapter: String
  }

  /// On a vector the documents' `Dropout2d` acts as plain dropout, with a warning; the chapters say what they mean.
  private static let plainDropout = Difference(
    document: "  (drop): Dropout2d(p=0.25, inplace=False)\n",
    chapter: "  (drop): Dropout(p=0.25, inplace=False)\n")
  /// The documents call `F.dropout` in the forward pass, where it stays on in the test; the chapter has a layer.
  private static let dropoutAsLayer = Difference(
    document: "out_features=10, bias=True)\n)",
    chapter: "out_features=10, bias=True)\n  (drop): Dropout(p=0.5, inplace=False)\n)")

  /// A new network of each chapter.
  private static func networks() -> [(name: String, model: any Layer, difference: Difference)] {
    [
      ("FashionDNN", FashionDNN(), plainDropout),
      ("FashionCNN", FashionCNN(), plainDropout),
      ("FashionCNN", FashionCNN(hasReLU: false), plainDropout),
      ("AlexNet", AlexNet(), dropoutAsLayer),
    ]
  }

  @Test func aPrintedModelReadsAsPyTorchPrintsItButForItsDropout() throws {
    for (name, model, difference) in Self.networks() {
      let printed = try String(
        contentsOf: Self.fixtures.appending(path: "printed/\(name).txt"), encoding: .utf8)
      #expect(printed.components(separatedBy: difference.document).count == 2)
      let expected = printed.replacing(difference.document, with: difference.chapter)
      #expect("\(model)\n" == expected)
    }
  }

  @Test func parametersAndBuffersHavePyTorchsNamesAndShapes() throws {
    for (name, model, _) in Self.networks() {
      let expected = try Self.description(name)
      let parameters = model.namedParameters().map { ($0.name, $0.parameter.shape.dimensions) }
      let buffers = model.namedBuffers().map { ($0.name, $0.buffer.value.shape.dimensions) }
      #expect(Dictionary(uniqueKeysWithValues: parameters) == expected.named)
      #expect(Dictionary(uniqueKeysWithValues: buffers) == expected.buffers)
    }
  }

  /// A file made from PyTorch's list alone, as `safetensors.torch.save_file(model.state_dict(), path)` makes it.
  /// AlexNet at full width would be 233 MB; its names are compared above.
  @Test func aFileUnderPyTorchsNamesLoads() throws {
    let folder = try Self.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, model, _) in Self.networks() where name != "AlexNet" {
      let path = folder.appending(path: "\(name).safetensors").path
      let expected = try Self.description(name)
      var number: Float = 0
      var values: [(name: String, value: StoredValue)] = []
      for (name, shape) in expected.named.merging(expected.buffers, uniquingKeysWith: { $1 }) {
        number += 1
        let isCount = name.hasSuffix("num_batches_tracked")
        values.append(
          (
            name,
            isCount ? .integers([7], shape: []) : .tensor(Tensor(repeating: number, shape: Shape(shape)))
          ))
      }
      try SafetensorsFile.write(values, metadata: [:], to: path)
      try model.load(from: path)
      let state = Dictionary(uniqueKeysWithValues: model.namedState().map { ($0.name, $0.value) })
      #expect(state.count == values.count)
      for (name, value) in values {
        switch (value, state[name]) {
        case (.tensor(let expected), .tensor(let found)?):
          #expect(expected.values() == found.values(), "\(name)")
        case (.integers(let expected, _), .integers(let found, _)?): #expect(expected == found, "\(name)")
        default: Issue.record("\(name) did not come back")
        }
      }
    }
  }

  @Test func weightsComeBackFromAFileUnderPyTorchsNames() throws {
    let folder = try Self.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let pairs: [(name: String, from: any Layer, to: any Layer)] = [
      ("FashionDNN", FashionDNN(), FashionDNN()), ("FashionCNN", FashionCNN(), FashionCNN()),
      ("AlexNet", AlexNet(width: 0.05), AlexNet(width: 0.05)),
    ]
    for (name, from, to) in pairs {
      let path = folder.appending(path: "\(name).safetensors").path
      try from.save(to: path)
      let expected = try Self.description(name)
      #expect(
        Set(try SafetensorsFile(path: path).names) == Set(expected.named.keys).union(expected.buffers.keys))
      try to.load(from: path)
      for (saved, loaded) in zip(from.parameters(), to.parameters()) {
        #expect(saved.value.values() == loaded.value.values())
      }
    }
  }

  /// The fixtures lie with the tests of the networks; one copy is enough.
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Networks/Fixtures").standardized

  private static func description(_ name: String) throws -> Description {
    let data = try Data(contentsOf: fixtures.appending(path: "summaries.json"))
    return try #require(try JSONDecoder().decode([String: Description].self, from: data)[name])
  }

  private static func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lookbook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }
}
