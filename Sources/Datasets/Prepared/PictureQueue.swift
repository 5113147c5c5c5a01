import Foundation

/// Reads pictures from a source on a thread of its own, ahead of whoever prepares them.
///
/// Two batches may wait, beside the one that is being prepared and the one that is being read; then the reading waits. If
/// the queue goes out of use before the source is read, the thread ends with its present batch.
final class PictureQueue: Sendable {
  /// Pictures in a batch: enough that the threads which share one out seldom wait for each other at its end.
  static let batchSize = 256
  /// A batch with so many bytes of files is not filled up any further: photographs are a thousand times as large.
  static let batchBytes = 4 << 20
  /// Batches that may wait.
  private static let room = 2

  private let state = State()

  /// Starts to read.
  init(_ source: any PictureSource) {
    let (state, source) = (state, Passed(source))
    Thread.detachNewThread { state.fill(from: source.value) }
  }

  deinit { state.end() }

  /// The next batch, `nil` after the last.
  ///
  /// - Throws: what the source threw, after the batches before it.
  func next() throws(DatasetError) -> [PictureTask]? { try state.next() }

  /// A source on its way to the thread that alone uses it from then on.
  private struct Passed: @unchecked Sendable {
    let value: any PictureSource
    init(_ value: any PictureSource) { self.value = value }
  }

  /// What both threads share.
  private final class State: @unchecked Sendable {
    private let condition = NSCondition()
    private var batches: [[PictureTask]] = []
    private var result: Result<Void, DatasetError>?
    private var isEnded = false

    func fill(from source: any PictureSource) {
      let result = Result { () throws(DatasetError) in
        while let batch = try Self.batch(from: source), put(batch) {}
      }
      condition.withLock {
        self.result = result
        condition.signal()
      }
    }

    func next() throws(DatasetError) -> [PictureTask]? {
      let batch: [PictureTask]? = condition.withLock {
        while batches.isEmpty && result == nil { condition.wait() }
        condition.signal()
        return batches.isEmpty ? nil : batches.removeFirst()
      }
      if let batch { return batch }
      try condition.withLock { result }?.get()
      return nil
    }

    func end() {
      condition.withLock {
        isEnded = true
        condition.signal()
      }
    }

    /// Adds a batch, after waiting for room; false if nobody wants it any more.
    private func put(_ batch: [PictureTask]) -> Bool {
      condition.withLock {
        while batches.count >= room && !isEnded { condition.wait() }
        batches.append(batch)
        condition.signal()
        return !isEnded
      }
    }

    private static func batch(from source: any PictureSource) throws(DatasetError) -> [PictureTask]? {
      var batch: [PictureTask] = []
      var byteCount = 0
      while batch.count < batchSize && byteCount < batchBytes, let task = try source.next() {
        batch.append(task)
        if case .bytes(let bytes) = task.content { byteCount += bytes.count }
      }
      return batch.isEmpty ? nil : batch
    }
  }
}
