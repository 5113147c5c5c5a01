import Kernels
import Testing

@testable import Datasets

@Suite("Drawn garments")
struct DrawnGarmentsTests {
  private func draw(_ part: DrawnGarments.Part, _ count: Int, seed: UInt64 = 3) -> StoredImages {
    DrawnGarments.draw(part, count: count, seed: seed, because: "a test")
  }

  @Test("Every ten pictures in a row hold each class once")
  func balance() {
    let labels = draw(.training, 400).labels
    for start in stride(from: 0, to: 400, by: 10) {
      #expect(labels[start..<start + 10].sorted() == Array(0..<10))
    }
    #expect(Array(labels[0..<10]) != Array(labels[10..<20]))
  }

  @Test("The same bits at one, two, three and eight threads")
  func threads() {
    let pictures = [1, 2, 3, 8].map { count in withThreads(count) { draw(.training, 500).bytes } }
    #expect(pictures.allSatisfy { $0 == pictures[0] })
  }

  @Test("All 70,000 pictures differ, also from another seed's, and a limit gives the first of them")
  func different() {
    let (training, test) = (draw(.training, 60_000), draw(.test, 10_000))
    let others = draw(.training, 1_000, seed: 4)
    var seen: Set<Int> = []
    for collection in [training, test, others] {
      collection.bytes.withUnsafeBytes { bytes in
        for start in stride(from: 0, to: bytes.count, by: 784) {
          var hasher = Hasher()
          hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<start + 784]))
          seen.insert(hasher.finalize())
        }
      }
    }
    // 71,000 different pictures have two equal ones among their hashes of 64 bits once in 7·10⁹ runs.
    #expect(seen.count == 71_000)

    // 1,003 pictures end inside a task's 64, and inside ten whose classes are shuffled together.
    for (part, whole) in [(DrawnGarments.Part.training, training), (.test, test)] {
      for limit in [1, 70, 1_003] {
        let few = draw(part, limit)
        #expect(whole.bytes.starts(with: few.bytes) && few.bytes.count == limit * 784)
        #expect(whole.byteLabels.starts(with: few.byteLabels) && few.byteLabels.count == limit)
      }
    }
  }

  @Test("A garment is light on a black ground and fills a good part of the picture")
  func appearance() {
    let garments = draw(.training, 1_000)
    for index in 0..<garments.count {
      let pixels = garments.pixels(at: index)
      let lit = pixels.count { $0 > 10 }
      #expect((40...760).contains(lit), "picture \(index): \(lit) pixels")
      #expect(pixels.count { $0 == 0 } >= 40, "picture \(index) has no ground")
      #expect((pixels.max() ?? 0) > 30, "picture \(index) is dark")
    }
  }

  @Test("No output passes drawings off as photographs")
  func honesty() {
    let fashion = FashionMNIST.drawn(seed: 5, trainingLimit: 30, testLimit: 20, because: "no network")
    #expect(fashion.training.isDrawn && fashion.test.isDrawn)
    #expect(fashion.name == "Drawn garments")
    #expect(fashion.source.description == "drawn by Lookbook from seed 5, no photographs (no network)")
    #expect(fashion.training.limited(to: 10).isDrawn)
    #expect("\(fashion)".contains("30 + 20 pictures drawn by Lookbook"))
  }

  @Test("Asked for, they come whatever is at hand, and no more of them than needed")
  func asked() throws {
    var request = FashionMNISTRequest(location: DataLocation(authoritative: "/nowhere"))
    (request.drawn, request.trainingLimit, request.testLimit) = (true, 20, 10)
    let fashion = try FashionMNIST.open(request)
    #expect(fashion.training.count == 20 && fashion.test.count == 10 && fashion.source.isDrawn)
  }

  @Test("Whoever looks only at average brightness and its spread cannot tell the classes apart")
  func notTrivial() {
    // The class with the nearest mean of (mean, deviation) is right for 27 % of the photographs and for 21 % of
    // 10,000 drawings.
    let garments = draw(.training, 2_000)
    var features: [(Double, Double)] = []
    for index in 0..<garments.count {
      let pixels = garments.pixels(at: index).map(Double.init)
      let mean = pixels.reduce(0, +) / 784
      let variance = pixels.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 784
      features.append((mean, variance.squareRoot()))
    }
    var means = [(Double, Double)](repeating: (0, 0), count: 10)
    for (index, feature) in features.enumerated() {
      means[garments.label(at: index)].0 += feature.0 / 200
      means[garments.label(at: index)].1 += feature.1 / 200
    }
    let right = features.indices.count { index in
      let distances = means.map { mean in
        let (a, b) = (features[index].0 - mean.0, features[index].1 - mean.1)
        return a * a + b * b
      }
      return distances.indices.min { distances[$0] < distances[$1] } == garments.label(at: index)
    }
    #expect(Double(right) / 2_000 < 0.3)
  }
}
