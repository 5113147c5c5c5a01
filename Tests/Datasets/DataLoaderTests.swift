import Foundation
import Kernels
import Tensors
import Testing

@testable import Datasets

@Suite("DataLoader")
struct DataLoaderTests {
  /// 53 pictures of 2×2 whose every pixel tells their number.
  let numbered = StoredImages(
    name: "Numbers", classNames: ["even", "odd"], imageSize: ImageSize(channels: 1, height: 2, width: 2),
    source: .folder("/"), bytes: (0..<53 * 4).map { UInt8($0 / 4) }, labels: (0..<53).map { UInt8($0 % 2) })

  /// The same, or so large that batches of five and more are made on a thread of their own.
  static let sides = [2, 460]

  private func numbered(side: Int) -> any ImageDataset {
    numbered.transformed(by: Compose([Resize(side), ToTensor()]))
  }

  /// The numbers of the pictures in a batch.
  private func numbers(_ batch: Batch) -> [Int] {
    let pixels = batch.images.count / batch.count
    return (0..<batch.count).map { Int((batch.images.pointer[pixels * $0] * 255).rounded()) }
  }

  @Test("The last, smaller batch counts, and every picture comes once with its label", arguments: sides)
  func counts(side: Int) {
    let loader = DataLoader(numbered(side: side), batchSize: 10, shuffle: 1)
    #expect(loader.count == 6 && loader.sampleCount == 53)
    let batches = Array(loader)
    #expect(batches.map(\.count) == [10, 10, 10, 10, 10, 3])
    #expect(batches[5].images.shape == [3, 1, side, side])
    #expect(batches.flatMap(numbers).sorted() == Array(0..<53))
    for batch in batches { #expect(batch.labels == numbers(batch).map { $0 % 2 }) }
  }

  @Test("Without a seed the order is the data set's")
  func unshuffled() {
    #expect(DataLoader(numbered, batchSize: 7).flatMap(numbers) == Array(0..<53))
    #expect(Array(DataLoader(numbered, batchSize: 53)).count == 1)
    #expect(Array(DataLoader(numbered, batchSize: 100)).map(\.count) == [53])
  }

  @Test("Each pass is a new epoch; an epoch's order follows from the seed alone")
  func epochs() {
    let loader = DataLoader(numbered, batchSize: 10, shuffle: 4)
    let first = loader.flatMap(numbers)
    let second = loader.flatMap(numbers)
    #expect(first != second)
    let other = DataLoader(numbered, batchSize: 10, shuffle: 4)
    #expect(other.epoch(1).flatMap(numbers) == second && other.epoch(0).flatMap(numbers) == first)
    #expect(DataLoader(numbered, batchSize: 10, shuffle: 5).flatMap(numbers) != first)
  }

  @Test("A single picture is what a loader without a seed makes of it in that epoch")
  func single() throws {
    let garments = DrawnGarments.draw(.training, count: 20, seed: 2, because: "a test").transformed(
      by: Compose([RandomCrop(28, padding: 3), RandomHorizontalFlip(), ToTensor()]))
    for epoch in [0, 3] {
      let batch = try #require(Array(DataLoader(garments, batchSize: 20).epoch(epoch)).first)
      let values = batch.images.values()
      for index in [0, 7, 19] {
        let image = garments.image(at: index, epoch: epoch)
        #expect(image.values() == Array(values[784 * index..<784 * (index + 1)]))
      }
    }
    #expect(garments.image(at: 7).values() != garments.image(at: 7, epoch: 3).values())
  }

  @Test(
    "Pictures that are only turned to floats, by a way of their own, are those that transforms make one by one",
    arguments: [
      Compose([ToTensor()]),
      Compose([ToTensor(), Normalize(mean: [0.46, 0.44, 0.41], deviation: [0.24, 0.23, 0.25])]),
    ])
  func converted(transform: Compose) throws {
    let places = DrawnPlaces.draw(.training, count: 21, side: 9, seed: 2, because: "a test")
      .limited(to: 20).transformed(by: transform)
    let batch = try #require(Array(DataLoader(places, batchSize: 20)).first)
    let size = places.imageSize.count
    #expect(transform.conversion != nil && Compose(transform.transforms + [CenterCrop(9)]).conversion == nil)
    for index in 0..<20 {
      let values = Array(batch.images.values()[size * index..<size * (index + 1)])
      #expect(values == places.image(at: index).values())
    }
  }

  /// Pictures of one byte that can only be read by themselves.
  struct Bytes: ImageDataset {
    let name = "Bytes"
    let classNames = ["any"]
    let count = 53
    let imageSize = ImageSize(channels: 1, height: 1, width: 1)
    let source = DataSource.folder("/")
    func label(at index: Int) -> Int { 0 }
    func readPixels(at index: Int, into pixels: UnsafeMutablePointer<UInt8>) { pixels[0] = UInt8(index) }
  }

  @Test(
    "Several pictures are read together: any, again, through parts of parts, and from a collection that cannot"
  )
  func severalPictures() {
    let indices: [Int32] = [7, 0, 29, 7]
    func read(_ dataset: any ImageDataset) -> [UInt8] {
      [UInt8](unsafeUninitializedCapacity: 4 * dataset.imageSize.count) { buffer, count in
        count = 4 * dataset.imageSize.count
        if let base = buffer.baseAddress { dataset.readPixels(at: ([9] + indices).dropFirst(), into: base) }
      }
    }
    #expect(read(numbered) == [7, 7, 7, 7, 0, 0, 0, 0, 29, 29, 29, 29, 7, 7, 7, 7])
    #expect(read(Bytes()) == [7, 0, 29, 7])
    let part = numbered.limited(to: 40).split(validation: 10, seed: 3).training
    #expect(read(part) == indices.flatMap { part.pixels(at: Int($0)) })
    #expect(Set(read(part)).count == 3)
  }

  @Test("An epoch that starts at a later batch goes on with the same bits")
  func resume() {
    let garments = DrawnGarments.draw(.training, count: 90, seed: 2, because: "a test").transformed(
      by: Compose([RandomCrop(28, padding: 2), RandomHorizontalFlip(), ToTensor()]))
    let loader = DataLoader(garments, batchSize: 20, shuffle: 4)
    let whole = Array(loader.epoch(3))
    let rest = loader.epoch(3, startingAt: 2)
    #expect(rest.count == 3)
    for (left, right) in zip(whole.dropFirst(2), rest) {
      #expect(left.images.values() == right.images.values() && left.labels == right.labels)
    }
    #expect(Array(loader.epoch(3, startingAt: 5)).isEmpty && Array(loader.epoch(3, startingAt: 99)).isEmpty)
  }

  @Test("Random transforms hang on picture and epoch, not on batch, order or threads", arguments: [40, 200])
  func augmentation(side: Int) {
    let garments = DrawnGarments.draw(.training, count: 40, seed: 2, because: "a test").transformed(
      by: Compose([Resize(side), RandomCrop(side - 8), RandomHorizontalFlip(), ToTensor()]))
    func pictures(_ loader: DataLoader, epoch: Int) -> [[Float]] {
      var pictures = [[Float]](repeating: [], count: 40)
      let order = loader.order(ofEpoch: epoch)
      for (number, batch) in loader.epoch(epoch).enumerated() {
        let values = batch.images.values()
        let size = values.count / batch.count
        for place in 0..<batch.count {
          pictures[Int(order[number * loader.batchSize + place])] = Array(
            values[place * size..<(place + 1) * size])
        }
      }
      return pictures
    }
    let loader = DataLoader(garments, batchSize: 32, shuffle: 6)
    let reference = pictures(loader, epoch: 2)
    // Batches of 30 pictures of 192×192, unlike smaller ones, are made on a thread of their own.
    for threads in [1, 2, 3, 8] {
      let found = withThreads(threads) {
        pictures(DataLoader(garments, batchSize: 30, shuffle: 6), epoch: 2)
      }
      #expect(found == reference)
    }
    #expect(pictures(loader, epoch: 3) != reference)
  }

  @Test("An iteration that is abandoned midway holds nothing up", arguments: sides)
  func abandoned(side: Int) {
    let loader = DataLoader(numbered(side: side), batchSize: 5, shuffle: 1)
    for _ in 0..<100 {
      for batch in loader where batch.count == 5 { break }
      _ = loader.makeIterator()
    }
    #expect(Array(loader).count == 11)
  }

  /// Threads of the pool are still writing a batch when its iteration is abandoned; the next batch has the same memory.
  @Test("What is left of an abandoned iteration writes to nobody's memory")
  func abandonedWhileWritten() {
    let loader = DataLoader(Slow(pictures: numbered), batchSize: 25, shuffle: 1)
    BufferPool.with(BufferPool()) {
      withThreads(3) { writeAndAbandon(loader) }
    }
  }

  private func writeAndAbandon(_ loader: DataLoader) {
    for epoch in 0..<20 {
      let order = loader.order(ofEpoch: epoch).map(Int.init)
      let abandoned = loader.epoch(epoch + 1).makeIterator()
      _ = abandoned.next()
      // A loop wakes the workers; what they find after it is the batch in the making.
      for _ in 0..<100 { parallelFor(3) { _ in } }
      _ = consume abandoned
      for (batch, expected) in zip(loader.epoch(epoch), [order[..<25], order[25..<50]]) {
        #expect(numbers(batch) == Array(expected))
      }
    }
  }

  /// Writes pictures a millisecond after it was asked for them.
  private struct Slow: ImageDataset {
    let pictures: StoredImages

    var name: String { pictures.name }
    var classNames: [String] { pictures.classNames }
    var count: Int { pictures.count }
    var imageSize: ImageSize { pictures.imageSize }
    var source: DataSource { pictures.source }
    func label(at index: Int) -> Int { pictures.label(at: index) }

    func readPixels(at index: Int, into pixels: UnsafeMutablePointer<UInt8>) {
      Foundation.Thread.sleep(forTimeInterval: 0.001)
      pictures.readPixels(at: index, into: pixels)
    }
  }

  @Test("Two iterations of one loader do not disturb each other", arguments: sides)
  func interleaved(side: Int) {
    let loader = DataLoader(numbered(side: side), batchSize: 10)
    let (left, right) = (loader.epoch(0).makeIterator(), loader.epoch(0).makeIterator())
    var numbersSeen: [Int] = []
    while let a = left.next(), let b = right.next() {
      #expect(numbers(a) == numbers(b))
      numbersSeen += numbers(a)
    }
    #expect(numbersSeen == Array(0..<53) && left.next() == nil && right.next() == nil)
  }

  @Test("After the first epoch batches need no new memory", arguments: sides)
  func pooled(side: Int) {
    let pool = BufferPool()
    BufferPool.with(pool) {
      let loader = DataLoader(numbered(side: side), batchSize: 10, shuffle: 1)
      for _ in loader {}
      let after = pool.statistics
      for _ in 0..<20 { for _ in loader {} }
      for _ in 0..<20 { for batch in loader where batch.count == 10 { break } }
      #expect(pool.statistics == after)
    }
  }

  @Test("A limit takes the first pictures, a split takes every picture once")
  func parts() {
    #expect(DataLoader(numbered.limited(to: 12), batchSize: 5).flatMap(numbers) == Array(0..<12))
    #expect(numbered.limited(to: 1000).count == 53 && numbered.limited(to: nil).count == 53)
    let (training, validation) = numbered.split(validation: 13, seed: 8)
    let (left, right) = (
      DataLoader(training, batchSize: 9).flatMap(numbers),
      DataLoader(validation, batchSize: 9).flatMap(numbers)
    )
    #expect(left.count == 40 && right.count == 13 && (left + right).sorted() == Array(0..<53))
    #expect(left == left.sorted() && right == right.sorted() && right != Array(40..<53))
    #expect(numbered.split(validation: 13, seed: 8).validation.labels == validation.labels)
  }

  @Test("A part keeps the transform of the whole")
  func partsTransform() {
    let part = numbered.transformed(by: Compose([Resize(5), ToTensor()])).split(validation: 3, seed: 1)
      .training
    #expect(DataLoader(part, batchSize: 4).makeIterator().next()?.images.shape == [4, 1, 5, 5])
  }
}
