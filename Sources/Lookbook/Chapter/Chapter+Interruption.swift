import Dispatch
import Foundation
import Kernels

extension Chapter {
  /// Answers Ctrl-C and SIGTERM. With a checkpoint the training loop sees it after its step; without one, or before
  /// there is anything to save, the program ends at once and says how it could be resumed the next time.
  func listenToInterruptions() {
    // Ctrl-C also ends what our output is piped to (`| tee`): to print into the broken pipe must not end us before
    // the state is saved.
    if options.files.checkpoint != nil { signal(SIGPIPE, SIG_IGN) }
    let (console, interruption, program) = (console, interruption, entry.program)
    let (checkpoint, trains) = (options.files.checkpoint, trains)
    interruption.listen { signal, response in
      switch response {
      case .finishStep:
        // Elsewhere: the training may hold the console while a stopped terminal keeps it waiting, and the next signal
        // must be heard all the same.
        DispatchQueue.global().async {
          console.print("\nStopping. (Once more stops at once, without saving.)")
        }
      case .stopNow:
        // Past the console, for the same reason.
        let words =
          switch checkpoint {
          case _ where !trains: "stopped"
          case _ where !interruption.hasBegun: "stopped before the training began"
          case nil: "stopped, nothing saved; with --checkpoint FILE it can be resumed where it stopped"
          case let path? where interruption.hasSaved:
            "stopped; \(path) holds the training as last saved, and --resume goes on from there"
          case _? where interruption.signal != nil: "stopped before it was saved"
          case _?: "stopped before there was anything to save"
          }
        // A terminal shows "^C" where the cursor is: the sentence gets a line of its own.
        let start = console.isTerminal ? "\n" : ""
        StandardStreams.writeErrorWithoutWaiting("\(start)\(program): \(words)\n")
        // Not `exit`, which would run the end of the program while the training still runs on its own thread.
        UnfinishedFiles.removeAndExit(128 + signal)
      }
    }
  }

  /// The command line that goes on from the checkpoint, as it can be pasted into a shell.
  ///
  /// - Parameter data: what the variable `LOOKBOOK_DATA` says, where the data was found by it: the shell that goes on may
  ///   not have it.
  static func resuming(
    _ arguments: [String], data: String? = nil, folder: String = FileManager.default.currentDirectoryPath
  ) -> String {
    let options = arguments.contains("--resume") ? arguments : arguments + ["--resume"]
    let words = (program(options[0], in: folder) + options.dropFirst()).map(quoted)
    let variable = data.map { ["\(DataLocation.environmentVariable)=\(quoted($0))"] } ?? []
    return (variable + words).joined(separator: " ")
  }

  /// `swift run chapter-cnn` for a program that was built in `folder`: nobody types the path that SwiftPM starts.
  private static func program(_ path: String, in folder: String) -> [String] {
    let base = URL(fileURLWithPath: folder, isDirectory: true)
    let file = URL(fileURLWithPath: path, relativeTo: base).standardizedFileURL
    guard file.path.hasPrefix(base.standardizedFileURL.path + "/.build/") else { return [path] }
    let isRelease = file.deletingLastPathComponent().lastPathComponent == "release"
    return ["swift", "run"] + (isRelease ? ["-c", "release"] : []) + [file.lastPathComponent]
  }

  /// The value of `LOOKBOOK_DATA` where it says which data this run uses.
  func dataVariable(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String? {
    guard options.data.data == nil, !options.data.drawn, !options.data.hasOwnPictures else { return nil }
    let value = environment[DataLocation.environmentVariable]
    return value?.isEmpty == true ? nil : value
  }

  /// A word as a POSIX shell takes it for one.
  static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./=:,+@%".contains($0)) }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
