import ArgumentParser

/// The options of a chapter, the same for all of them. They are grouped as `--help` shows them.
struct ChapterOptions: ParsableCommand {
  /// What the chapter says about itself, for `--help`. Task local, since the parser asks the type, not a value.
  @TaskLocal static var introduction = ChapterIntroduction(entry: .named("lookbook"))

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: introduction.trains ? "Training" : "Batches") var training: TrainingOptions
  @OptionGroup(title: "What is kept") var files: FileOptions
  @OptionGroup(title: "Machine and screen") var machine: MachineOptions

  static var configuration: CommandConfiguration {
    let entry = introduction.entry
    return CommandConfiguration(
      commandName: entry.program, abstract: "\(entry.heading). \(entry.about)",
      usage: "\(entry.program) [options]",
      discussion: introduction.discussion)
  }

  /// Refuses options that mean nothing to the chapter, and those that contradict each other.
  func validate() throws {
    try refuseWhatMeansNothing()
    if case .folder(let folder) = data.dataset, data.data != nil || data.drawn {
      let other = data.drawn ? "'--drawn' draws the data" : "'--data' names the book's data"
      throw ValidationError(
        "'--dataset \(folder)' names pictures of your own and \(other): expected one of them, found both")
    }
    if data.data != nil, data.drawn {
      throw ValidationError(
        "'--drawn' draws the data and '--data' names it: expected one of them, found both")
    }
    if files.resume, files.checkpoint == nil {
      throw ValidationError(
        "'--resume' goes on from a checkpoint: expected '--checkpoint <file>' beside it, found none")
    }
    let written = [("--log", files.log), ("--checkpoint", files.checkpoint), ("--weights", files.weights)]
    for (index, (name, path)) in written.enumerated() {
      for (other, otherPath) in written[(index + 1)...] where path != nil && path == otherPath {
        throw ValidationError("'\(name)' and '\(other)' must be two files: found '\(path ?? "")' for both")
      }
    }
  }
}
