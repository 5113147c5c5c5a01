import ArgumentParser
import Foundation

/// The program: what is timed is a command, `steps` unless another is named.
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark", abstract: "Times and checks what the book does, a JSON object a line.",
    subcommands: [
      TrainingSteps.self, InferenceTimes.self, LoadingTimes.self, ResizeTimes.self, LayerTimes.self,
      MachineLimits.self, CheckedResults.self, ConvolutionErrors.self, DrawingTimes.self,
    ], defaultSubcommand: TrainingSteps.self)
}

/// One measurement.
protocol BenchmarkLine: Encodable {}

extension BenchmarkLine {
  /// Prints the measurement as a JSON object on a line of its own.
  func print() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try FileHandle.standardOutput.write(contentsOf: encoder.encode(self) + Data("\n".utf8))
  }
}
