import Foundation
import Kernels

/// A file of JSON objects, one a line: every step's loss and every evaluation.
///
///     {"step":1,"loss":2.3025851}
///     {"epoch":1,"test_loss":0.3113,"test_accuracy":0.9048}
///
/// A line is in the file as soon as its step is taken. A chapter that trains several networks names each, and the
/// name stands in its lines as `"run"`.
public final class RunLog {
  private let path: String
  private let descriptor: Int32
  private var isEmptied = false

  /// Creates the file. One that is there keeps its lines until the first are written, so that a run that is refused
  /// costs nobody a log.
  ///
  /// - Throws: ``TrainingError/unwritable(path:reason:)``.
  public init(path: String) throws(TrainingError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(path: path, reason: systemMessage()) }
  }

  deinit { close(descriptor) }

  /// Writes what a run has gone through already, as it stood in the log of the run that was interrupted.
  public func append(_ history: History, run: String) throws(TrainingError) {
    var evaluations = history.evaluations[...]
    var text = ""
    func takeEvaluations(after step: Int) {
      while let next = evaluations.first, next.step <= step {
        text += Self.line(next, run: run)
        evaluations.removeFirst()
      }
    }
    takeEvaluations(after: 0)
    for (index, loss) in history.losses.enumerated() {
      text += Self.line(step: index + 1, loss: loss, run: run)
      takeEvaluations(after: index + 1)
    }
    try write(text)
  }

  /// Writes the line of a step.
  public func append(step: Int, loss: Float, run: String) throws(TrainingError) {
    try write(Self.line(step: step, loss: loss, run: run))
  }

  /// Writes the line of an evaluation.
  public func append(_ evaluation: History.Evaluation, run: String) throws(TrainingError) {
    try write(Self.line(evaluation, run: run))
  }

  private static func line(step: Int, loss: Float, run: String) -> String {
    "{\(name(run))\"step\":\(step),\"loss\":\(number(loss))}\n"
  }

  private static func line(_ evaluation: History.Evaluation, run: String) -> String {
    let part = evaluation.part
    return "{\(name(run))\"epoch\":\(evaluation.epoch),\"\(part)_loss\":\(number(evaluation.loss)),"
      + "\"\(part)_accuracy\":\(evaluation.accuracy)}\n"
  }

  /// JSON knows no infinity and no NaN.
  private static func number(_ value: some BinaryFloatingPoint) -> String {
    value.isFinite ? "\(value)" : "null"
  }

  /// Names are the chapter author's, but a quotation mark in one must not break the line.
  private static func name(_ run: String) -> String {
    if run.isEmpty { return "" }
    let escaped = run.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"run\":\"\(escaped)\","
  }

  private func write(_ text: String) throws(TrainingError) {
    if !isEmptied {
      // A device such as /dev/stdout cannot be emptied, and need not be.
      _ = ftruncate(descriptor, 0)
      isEmptied = true
    }
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { throw .unwritable(path: path, reason: systemMessage()) }
      bytes = bytes.dropFirst(max(0, count))
    }
  }
}
