import Kernels
import Tensors
import Testing

@testable import Datasets

@Suite("Transforms")
struct ImageTransformTests {
  let size = ImageSize(channels: 1, height: 2, width: 3)

  @Test("ToTensor divides by 255")
  func toTensor() {
    let image = Compose([ToTensor()])([0, 51, 102, 153, 204, 255], size: size)
    #expect(image.shape == [1, 2, 3])
    #expect(image.values() == [0, 51, 102, 153, 204, 255].map { Float($0) / 255 })
  }

  @Test("Normalize right after ToTensor, in one pass, gives the bits of two passes")
  func normalize() {
    let wide = ImageSize(channels: 3, height: 16, width: 16)
    let bytes = (0..<wide.count).map { UInt8(truncatingIfNeeded: $0) }
    let (mean, deviation): ([Float], [Float]) = ([0.286, 0.5, 0.1], [0.353, 0.25, 3])
    let fused = Compose([ToTensor(), Normalize(mean: mean, deviation: deviation)])
    let apart = Compose([ToTensor(), RandomHorizontalFlip(0), Normalize(mean: mean, deviation: deviation)])
    #expect(fused(bytes, size: wide).values() == apart(bytes, size: wide).values())
    #expect(fused(bytes, size: wide).values()[1] == (1 / 255 - mean[0]) / deviation[0])
  }

  @Test("A certain flip mirrors every row, before and after ToTensor")
  func flip() {
    let bytes: [UInt8] = [0, 51, 102, 153, 204, 255]
    let mirrored = [102, 51, 0, 255, 204, 153].map { Float($0) / 255 }
    #expect(Compose([RandomHorizontalFlip(1), ToTensor()])(bytes, size: size).values() == mirrored)
    #expect(Compose([ToTensor(), RandomHorizontalFlip(1)])(bytes, size: size).values() == mirrored)
    #expect(Compose([RandomHorizontalFlip(0), ToTensor()])(bytes, size: size).values() != mirrored)
  }

  @Test("A crop with padding moves the picture by at most the padding, to every place, with zeros behind it")
  func crop() {
    let square = ImageSize(channels: 1, height: 3, width: 3)
    let bytes: [UInt8] = [0, 0, 0, 0, 255, 0, 0, 0, 0]
    var places: Set<Int> = []
    for number in 0..<400 {
      var random = RandomStream(seed: 1, purpose: .augmentation, lane: UInt64(number))
      let image = Compose([RandomCrop(3, padding: 1), ToTensor()]).tensor(from: square, random: &random) {
        $0.update(from: bytes, count: 9)
      }
      let values = image.values()
      #expect(values.filter { $0 == 1 }.count == 1 && values.filter { $0 == 0 }.count == 8)
      places.insert(values.firstIndex(of: 1) ?? -1)
    }
    #expect(places == Set(0..<9))
  }

  @Test("A smaller crop lies inside, and is the same before and after ToTensor")
  func smallerCrop() {
    let square = ImageSize(channels: 2, height: 5, width: 5)
    let bytes = (0..<50).map { UInt8($0) }
    for number in 0..<20 {
      let results = [Compose([RandomCrop(2), ToTensor()]), Compose([ToTensor(), RandomCrop(2)])].map {
        transform in
        var random = RandomStream(seed: 1, purpose: .augmentation, lane: UInt64(number))
        return transform.tensor(from: square, random: &random) { $0.update(from: bytes, count: 50) }.values()
      }
      #expect(results[0] == results[1])
      let corner = (results[0][0] * 255).rounded()
      let expected = [0, 1, 5, 6, 25, 26, 30, 31].map { (corner + $0) / 255 }
      #expect(results[0] == expected)
    }
  }

  @Test("Resize keeps the proportion for one number, the longer side rounded down")
  func resizeShape() {
    func output(_ height: Int, _ width: Int, _ resize: Resize) -> ImageSize {
      resize.outputSize(for: ImageSize(channels: 1, height: height, width: width))
    }
    #expect(output(28, 28, Resize(227)) == ImageSize(channels: 1, height: 227, width: 227))
    #expect(output(37, 53, Resize(19)) == ImageSize(channels: 1, height: 19, width: 27))
    #expect(output(53, 37, Resize(19)) == ImageSize(channels: 1, height: 27, width: 19))
    #expect(output(5, 9, Resize(height: 3, width: 4)) == ImageSize(channels: 1, height: 3, width: 4))
  }

  @Test("The documents' chain gives 1×227×227 in 0...1")
  func documents() {
    let garments = DrawnGarments.draw(.test, count: 1, seed: 1, because: "a test")
    let transform = Compose([Resize(227), ToTensor()])
    let (image, label) = garments.transformed(by: transform)[0]
    #expect(image.shape == [1, 227, 227] && label == garments.label(at: 0))
    #expect(image.values().allSatisfy { (0...1).contains($0) })
    #expect("\(transform)" == "Compose(Resize(227), ToTensor())")
  }

  @Test("Two resizes and two crops in a row find room for each other")
  func chain() {
    let transform = Compose([
      Resize(height: 9, width: 4), Resize(height: 40, width: 50), RandomCrop(30), RandomHorizontalFlip(),
      ToTensor(),
      RandomCrop(20, padding: 3), RandomCrop(8),
    ])
    #expect(transform([UInt8](repeating: 255, count: 6), size: size).shape == [1, 8, 8])
  }
}
