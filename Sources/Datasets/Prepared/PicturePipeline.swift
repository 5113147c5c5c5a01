import Kernels
import Synchronization

/// Prepares the pictures of a source with all cores and writes them to a file: one thread reads ahead, the pool prepares
/// a batch, then the batch is written. What a picture becomes depends on nothing but the picture.
final class PicturePipeline {
  /// Pictures that could not be read: their slots and why.
  typealias Skipped = [(slot: Int, error: DatasetError)]

  private let preparation: PicturePreparation
  private let damage: AllowedDamage
  private let onPrepared: @Sendable (_ done: Int, _ total: Int) -> Void
  /// The preparers that no thread is using.
  private let idle: Mutex<[PicturePreparer]>
  private let done = Atomic(0)

  /// - Parameter onPrepared: called from any thread with how many pictures are done and how many there are.
  /// - Throws: `DatasetError.libraryMissing`, before anything is read.
  init(
    _ preparation: PicturePreparation, damage: AllowedDamage,
    onPrepared: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) throws(DatasetError) {
    (self.preparation, self.damage, self.onPrepared) = (preparation, damage, onPrepared)
    idle = Mutex([try PicturePreparer(preparation)])
  }

  /// Prepares all pictures of `source`.
  ///
  /// - Returns: what could not be read, in the order of the slots.
  /// - Throws: `DatasetError`: what the source threw, `.tooMuchDamage`, `.unwritable`.
  func run(_ source: any PictureSource, to writer: PreparedWriter) throws(DatasetError) -> Skipped {
    let queue = PictureQueue(source)
    let size = preparation.imageSize.count
    let pixels = UnsafeMutablePointer<UInt8>.allocate(capacity: PictureQueue.batchSize * size)
    defer { pixels.deallocate() }
    var skipped: Skipped = []
    onPrepared(0, damage.count)
    while let batch = try queue.next() {
      let results = prepare(batch, to: pixels)
      for (task, result) in zip(batch, results) {
        guard case .failure(let error) = result else { continue }
        switch error {
        case .undecodable, .tooLarge, .unreadable, .otherPicture, .folder: skipped.append((task.slot, error))
        default: throw error
        }
      }
      if let first = skipped.first { try damage.check(skipped.count, first: first.error) }
      try write(batch, results, pixels, to: writer)
    }
    return skipped.sorted { $0.slot < $1.slot }
  }

  /// Prepares a batch to `pixels`; gives the checksum of each picture, or why it has none.
  private func prepare(
    _ batch: [PictureTask], to pixels: UnsafeMutablePointer<UInt8>
  ) -> [Result<UInt32, DatasetError>] {
    let size = preparation.imageSize.count
    var results = [Result<UInt32, DatasetError>](repeating: .success(0), count: batch.count)
    results.withUnsafeMutableBufferPointer { results in
      let results = results
      parallelFor(batch.count) { turn in
        results[turn] = Result { () throws(DatasetError) in
          let waiting = idle.withLock { $0.popLast() }
          let preparer = if let waiting { waiting } else { try PicturePreparer(preparation) }
          defer { idle.withLock { $0.append(preparer) } }
          try preparer.prepare(batch[turn], to: pixels + turn * size)
          return Checksum.of(pixels + turn * size, count: size)
        }
        onPrepared(done.add(1, ordering: .relaxed).newValue, damage.count)
      }
    }
    return results
  }

  /// Writes the pictures that could be read, neighbours together.
  private func write(
    _ batch: [PictureTask], _ results: [Result<UInt32, DatasetError>], _ pixels: UnsafePointer<UInt8>,
    to writer: PreparedWriter
  ) throws(DatasetError) {
    let size = preparation.imageSize.count
    var start = 0
    while start < batch.count {
      var checksums: [UInt32] = []
      while start + checksums.count < batch.count,
        batch[start + checksums.count].slot == batch[start].slot + checksums.count,
        case .success(let checksum) = results[start + checksums.count]
      {
        checksums.append(checksum)
      }
      let slot = batch[start].slot
      try writer.write(pixels + start * size, checksums: checksums, to: slot..<slot + checksums.count)
      start += max(1, checksums.count)
    }
  }
}

/// How many pictures of a collection may be impossible to read before the collection is taken as broken.
struct AllowedDamage {
  /// What the collection is called in messages.
  let name: String
  /// How many pictures it has.
  let count: Int
  /// The share of them that may be left out.
  let share: Double

  /// How many may be left out.
  var allowed: Int { Int(share * Double(count)) }

  /// - Throws: `DatasetError.tooMuchDamage` if so many are too many.
  func check(_ skipped: Int, first: DatasetError) throws(DatasetError) {
    guard skipped > allowed else { return }
    throw .tooMuchDamage(name: name, count: count, allowed: allowed, found: skipped, first: first.description)
  }
}
