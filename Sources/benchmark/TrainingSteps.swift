import ArgumentParser
import Lookbook

/// A network trained on random images, step by step, each step's milliseconds on a line of its own.
struct TrainingSteps: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "steps",
    abstract: "Times training steps of a network on random images.",
    discussion: """
      A step is what it is in the chapters: forget the gradients, forward, loss, backward, Adam. The first steps fill \
      memory and caches and do not count.

      Each step prints a line such as

        {"batch":64,"core":"SkylakeX","milliseconds":612.5,"network":"alexnet","step":4,"threads":2}
      """)

  @OptionGroup var options: RepeatedPasses

  func run() throws {
    try options.repeated { model, images, classes in
      let labels = (0..<images.shape[0]).map { $0 % classes }
      let step = TrainingStep(model)
      return { step(images, labels) }
    }
  }
}
