import ArgumentParser
import Lookbook

/// A network that answers: one forward pass without gradients, in evaluation mode.
struct InferenceTimes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inference",
    abstract: "Times forward passes of a network on random images.",
    discussion: """
      With a batch of one this is how long an answer takes. The first passes fill memory and caches and do not count.

      Each pass prints a line such as

        {"batch":1,"core":"SkylakeX","milliseconds":12.5,"network":"alexnet","step":4,"threads":2}
      """)

  @OptionGroup var options: RepeatedPasses

  func run() throws {
    try options.repeated { model, images, _ in
      model.evaluate()
      return { withoutGradients { _ = model(images) } }
    }
  }
}
