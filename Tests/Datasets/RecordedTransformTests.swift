import Foundation
import Testing

@testable import Datasets

@Suite("Transforms that are written down")
struct RecordedTransformTests {
  private let grey = ImageSize(channels: 1, height: 28, width: 28)

  @Test("What is read back does the same to the bit")
  func roundTrip() throws {
    let transform = Compose([
      CenterCrop(20), Resize(9), Resize(height: 6, width: 7), ToTensor(),
      Normalize(mean: [0.286], deviation: [1 / 3]),
    ])
    let records = try #require(transform.recorded)
    let read = try JSONDecoder().decode([RecordedTransform].self, from: JSONEncoder().encode(records))
    #expect(read == records)
    #expect(RecordedTransform.outputSize(of: read, for: grey) == ImageSize(channels: 1, height: 6, width: 7))
    let pixels = (0..<784).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    let again = Compose(read.map(\.transform))
    #expect(again(pixels, size: grey).values() == transform(pixels, size: grey).values())
  }

  @Test("Chance leaves its middle, and a transform of another kind cannot be written down")
  func chance() {
    let augmented = Compose([RandomCrop(28, padding: 2), RandomHorizontalFlip(), ToTensor()])
    #expect(augmented.recorded == [.centerCrop(side: 28), .toTensor])
    #expect(Compose([PixelConversion(normalize: Normalize(mean: [0], deviation: [1]))]).recorded == nil)
  }

  @Test(
    "Records that make no picture are refused, not run",
    arguments: [
      [], [.resize(shorterSide: 0), .toTensor], [.resize(shorterSide: 1_000_000), .toTensor],
      [.resizeTo(height: -1, width: 5), .toTensor], [.centerCrop(side: 29), .toTensor],
      [.toTensor, .toTensor], [.toTensor, .resize(shorterSide: 5)],
      [.normalize(mean: [0], deviation: [1]), .toTensor], [.toTensor, .normalize(mean: [0], deviation: [0])],
      [.toTensor, .normalize(mean: [0, 0], deviation: [1, 1])],
    ] as [[RecordedTransform]])
  func refusals(records: [RecordedTransform]) {
    #expect(RecordedTransform.outputSize(of: records, for: grey) == nil)
  }
}
