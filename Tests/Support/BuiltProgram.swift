import Foundation

/// A program of this package, started as a user starts it. The build puts it beside the tests.
package struct BuiltProgram {
  let name: String

  /// - Parameter name: the program's, as in `chapter-cnn`.
  package init(name: String) { self.name = name }

  package struct Outcome {
    /// The exit status, or minus the number of the signal that ended it.
    package let status: Int32
    package let output: String
    package let errors: String

    /// The lines on standard error.
    package var errorLines: [Substring] {
      errors.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    }
  }

  /// Runs it to its end.
  ///
  /// - Parameters:
  ///   - environment: replaces the variables of the tests' own process; `nil` takes one away.
  ///   - folder: where it runs; `nil` for a folder of its own that is removed afterwards, figures and all.
  ///   - script: a line of bash that starts the program as `"$0" "$@"`, perhaps within limits or in a pipe; `nil` to
  ///     start it directly.
  ///   - standardOutput: where it prints to; `nil` for the outcome.
  ///   - meanwhile: called once it runs, with the process.
  package func run(
    _ words: [String], environment: [String: String?] = [:], in folder: String? = nil,
    script: String? = nil, standardOutput: FileHandle? = nil,
    meanwhile: (Process) throws -> Void = { _ in }
  ) throws -> Outcome {
    let process = Process()
    let program = Self.buildFolder.appendingPathComponent(name)
    if let script {
      process.executableURL = URL(fileURLWithPath: "/bin/bash")
      process.arguments = ["-c", script, program.path] + words
    } else {
      process.executableURL = program
      process.arguments = words
    }
    let own = try TemporaryFolder()
    process.currentDirectoryURL = URL(fileURLWithPath: folder ?? own.path)
    // A machine may pin OpenBLAS's core or name a data folder for purposes of its own.
    // Nor is the user's cache ours: what tests prepare and train is kept in a folder that goes with them.
    let cleared: [String: String?] = [
      "LOOKBOOK_DATA": nil, "OPENBLAS_CORETYPE": nil, "XDG_CACHE_HOME": own.path + "/cache",
    ]
    process.environment = ProcessInfo.processInfo.environment
      .merging(cleared.merging(environment) { $1 }.compactMapValues { $0 ?? "" }) { $1 }
      .filter { !$0.value.isEmpty }
    // Files, not pipes: a pipe that nobody empties stops its writer.
    let (output, errors) = (try TextSink(), try TextSink())
    process.standardOutput = standardOutput ?? output.handle
    process.standardError = errors.handle
    process.standardInput = FileHandle.nullDevice
    try process.run()
    try meanwhile(process)
    process.waitUntilExit()
    let signal: Int32 = process.terminationReason == .uncaughtSignal ? -1 : 1
    return withExtendedLifetime(own) {
      Outcome(status: signal * process.terminationStatus, output: output.text, errors: errors.text)
    }
  }

  /// The folder of the program that runs these tests.
  private static var buildFolder: URL {
    URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0]).deletingLastPathComponent()
  }
}

private final class TextSink {
  let path = NSTemporaryDirectory() + "lookbook-output-\(UUID().uuidString)"
  let handle: FileHandle

  init() throws {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var text: String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
}
