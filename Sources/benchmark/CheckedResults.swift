import ArgumentParser
import Lookbook

/// What another program must come to as well, before the two are timed against each other.
struct CheckedResults: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Prints a loss and the size of every gradient, from given weights.",
    discussion: """
      The weights come from a safetensors file with the names of a `torch.nn.Sequential`. Image values and labels follow \
      from their place: value number i is (40503·i mod 65536) / 65536, label number i is 7·i mod the number of classes. \
      Dropout is off. Prints one line:

        {"gradients":[0.51,0.043],"loss":2.3041,"network":"dnn"}
      """)

  @Argument(help: "dnn, cnn, lenet or alexnet.") var network: TimedNetwork
  @Option(help: "The file of weights.") var weights: String
  @Option(help: "Images.") var batchSize = 8

  func validate() throws { try BenchmarkOptions.require(batchSize: batchSize) }

  func run() throws {
    let (model, shape, classes) = timed(network)
    try model.load(from: weights)
    for (_, module) in model.namedModules() where module is Dropout { module.evaluate() }
    let count = batchSize * shape.count
    let images = Tensor(
      (0..<count).map { Float(40503 * $0 % 65536) / 65536 }, shape: Shape([batchSize] + shape.dimensions))
    let loss = crossEntropy(model(images), (0..<batchSize).map { 7 * $0 % classes })
    loss.backward()
    let sizes = model.parameters().map { parameter in
      (parameter.gradient?.values() ?? []).reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    }
    try Line(network: network.rawValue, loss: Double(loss.item()), gradients: sizes).print()
  }

  private struct Line: BenchmarkLine {
    let network: String
    let loss: Double
    let gradients: [Double]
  }
}
