import Foundation
import Networks
import Tensors
import Testing

/// Where both halves meet; nil unless the other half asks.
private let meetingFolder = ProcessInfo.processInfo.environment["LOOKBOOK_PEER_WEIGHTS"].map {
  URL(filePath: $0)
}

/// Our half of `Tests/Peers/weights.py round-trip`, which names the folder and compares the other half.
@Suite(.enabled(if: meetingFolder != nil, "run by Tests/Peers/weights.py round-trip"), .serialized)
struct PeerWeights {
  struct Answers: Decodable {
    let batch: [Int]
    let output: PeerTensor
  }

  @Test(arguments: PeerFixturesPrintedModels.networks)
  func weightsOfPyTorchAnswerTheSameHereAndOursAreWritten(_ name: String) throws {
    let folder = try #require(meetingFolder)
    let data = try Data(contentsOf: folder.appending(path: "\(name).json"))
    let expected = try JSONDecoder().decode(Answers.self, from: data)

    let theirs = PeerFixturesPrintedModels.network(name)
    try theirs.load(from: folder.appending(path: "\(name).safetensors").path)
    expect(answers(of: theirs, expected.batch), matches: expected.output, tolerance: 1e-4, name)

    // A batch in training mode moves the running statistics, so that they are worth carrying over.
    let ours = withSeed(7) { PeerFixturesPrintedModels.network(name) }
    _ = withoutGradients { ours(Formula.batch(step: 0, Shape(expected.batch)).images) }
    try ours.save(to: folder.appending(path: "\(name)-ours.safetensors").path)
    let output = answers(of: ours, expected.batch)
    let answer = PeerTensor(shape: output.shape.dimensions, values: output.values().map(Double.init))
    try JSONEncoder().encode(answer).write(to: folder.appending(path: "\(name)-ours.json"))
  }

  private func answers(of model: any Layer, _ batch: [Int]) -> Tensor {
    model.evaluate()
    return withoutGradients { model(Formula.batch(step: 9, Shape(batch)).images) }
  }
}
