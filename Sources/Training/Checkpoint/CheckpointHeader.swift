import Foundation
import Kernels

/// What a checkpoint says in words, beside its tensors: JSON in the metadata of a safetensors file.
struct CheckpointHeader: Codable, Equatable {
  /// The key of the metadata under which the header stands.
  static let key = "lookbook.checkpoint"
  /// The version of this form; a file of another one is refused.
  static let currentForm = 1

  var form = currentForm
  /// What the run and the one that resumes it must have in common.
  var options: [CheckpointFile.Option]
  /// The trainings of the program in their order: the finished ones, and the one in progress.
  var runs: [Run]
  /// What ``CheckpointDigest`` says of the rest of the header and of all tensors.
  var digest: String?

  /// Where one training stands.
  struct Run: Codable, Equatable {
    var name: String
    /// How many epochs were planned, where a schedule hangs on it.
    var plannedEpochs: Int?
    var position: Position
    var evaluations: [History.Evaluation]
    /// How many streams of random numbers were taken for each purpose, by the purpose's number.
    var streams: [String: UInt64]
    /// The optimiser's learning rate, for chapters that change it by hand.
    var learningRate: Double
  }
}

extension CheckpointHeader.Run {
  /// Streams in the form of a file.
  static func words(of state: [RandomStream.Purpose: UInt64]) -> [String: UInt64] {
    Dictionary(uniqueKeysWithValues: state.map { ("\($0.key.rawValue)", $0.value) })
  }

  /// Streams as `Randomness` keeps them; purposes that this version does not know are left out.
  var randomness: [RandomStream.Purpose: UInt64] {
    Dictionary(
      uniqueKeysWithValues: streams.compactMap { word, count in
        UInt8(word).flatMap(RandomStream.Purpose.init(rawValue:)).map { ($0, count) }
      })
  }
}

extension CheckpointHeader {
  /// One line of JSON, the same for the same header.
  var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      encoder.nonConformingFloatEncodingStrategy = .convertToString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }

  /// Reads ``text`` back.
  init?(text: String) {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    guard let header = try? decoder.decode(Self.self, from: Data(text.utf8)),
      header.form == Self.currentForm
    else { return nil }
    self = header
  }
}
