import Drawing
import Kernels
import Synchronization

/// Garments drawn by Lookbook where Fashion-MNIST is not at hand: ten classes of parametric drawings, 28×28,
/// light on black.
///
/// Each picture is a pure function of seed, part and index, so a collection that is cut short holds the very
/// pictures that the whole one begins with, and the number of threads changes nothing. The classes are
/// exactly balanced: every ten pictures in a row hold each class once. Antialiasing is Cairo's, and another
/// version of Cairo may round a pixel otherwise.
public enum DrawnGarments {
  /// Which part of the collection a picture belongs to.
  public enum Part: UInt64, Sendable {
    /// 60,000 pictures to learn from.
    case training = 0
    /// 10,000 pictures to be tested on.
    case test = 1
  }

  /// What a data set of drawings is called in every output.
  public static let name = "Drawn garments"

  /// Draws the first `count` pictures of `part`, and names `reason` as the reason why there are no
  /// photographs.
  ///
  /// - Parameter onDrawn: called now and then, from any thread, with the number of pictures that are done.
  public static func draw(
    _ part: Part, count: Int, seed: UInt64, because reason: String,
    onDrawn: @Sendable (Int) -> Void = { _ in }
  ) -> StoredImages {
    precondition(count >= 0, "\(name): a count of \(count)")
    let size = FashionMNIST.imageSize.count
    let labels = (0..<count).map { UInt8(label(at: $0, part, seed: seed)) }
    let drawn = Atomic<Int>(0)
    let bytes = StoredImages.pictureBytes(count: count * size) { base in
      // A canvas costs about as much as a drawing, so a chunk of pictures shares one.
      parallelChunks(count, chunk: 64) { range in
        let canvas = Canvas(width: FashionMNIST.imageSize.width, height: FashionMNIST.imageSize.height)
        for index in range {
          draw(labels[index], index: index, part, seed: seed, on: canvas, to: base + index * size)
        }
        onDrawn(drawn.add(range.count, ordering: .relaxed).newValue)
      }
    }
    return StoredImages(
      name: name, classNames: FashionMNIST.classNames, imageSize: FashionMNIST.imageSize,
      source: .drawn(seed: seed, reason: reason), bytes: bytes, labels: labels)
  }

  /// The class of picture `index`: each ten pictures in a row hold the ten classes in an order of their own.
  static func label(at index: Int, _ part: Part, seed: UInt64) -> Int {
    // The highest bit but one of a lane's 56 keeps these apart from the pictures' own lanes.
    let lane = 1 << 50 | part.rawValue << 40 | UInt64(index / 10)
    var random = RandomStream(seed: seed, purpose: .drawing, lane: lane)
    return Int(random.permutation(10)[index % 10])
  }

  private static func draw(
    _ label: UInt8, index: Int, _ part: Part, seed: UInt64, on canvas: Canvas,
    to pixels: UnsafeMutablePointer<UInt8>
  ) {
    let lane = part.rawValue << 40 | UInt64(index)
    var sketch = Sketch(canvas: canvas, random: RandomStream(seed: seed, purpose: .drawing, lane: lane))
    canvas.clear()
    let pose = pose(&sketch)
    var inner = sketch
    canvas.transformed(by: pose) { draw(label, &inner) }
    canvas.readGrey(into: pixels)
    develop(pixels, &inner)
  }

  private static func draw(_ label: UInt8, _ sketch: inout Sketch) {
    switch label {
    case 0: Top.tShirt(&sketch).draw(&sketch)
    case 1: Trousers.draw(&sketch)
    case 2: Top.pullover(&sketch).draw(&sketch)
    case 3: Top.dress(&sketch).draw(&sketch)
    case 4: Top.coat(&sketch).draw(&sketch)
    case 5: Shoe.drawSandal(&sketch)
    case 6: Top.shirt(&sketch).draw(&sketch)
    case 7: Shoe.drawSneaker(&sketch)
    case 8: Bag.draw(&sketch)
    default: Shoe.drawAnkleBoot(&sketch)
    }
  }

  /// A little nearer or farther, turned, slanted and off the middle, as things lie on a table.
  private static func pose(_ sketch: inout Sketch) -> Transform {
    Transform.translation(-14, -14)
      .then(.scale(sketch.between(0.95, 1.12), sketch.between(0.97, 1.06)))
      .then(.shear(sketch.around(0, 0.035)))
      .then(.rotation(sketch.around(0, 0.03)))
      .then(.translation(14 + sketch.around(0, 0.9), 14 + sketch.around(0, 0.7)))
  }

  /// What the camera adds: exposure and grain, on the garment only; the ground stays black.
  private static func develop(_ pixels: UnsafeMutablePointer<UInt8>, _ sketch: inout Sketch) {
    let grain = sketch.between(0.01, 0.055)
    let exposure = sketch.between(0.9, 1.08)
    for place in 0..<FashionMNIST.imageSize.count where pixels[place] > 0 {
      let word = sketch.random.next()
      // Four random bytes added up are near enough to a normal number: mean 510, deviation 148.
      let sum = (word & 255) + (word >> 8 & 255) + (word >> 16 & 255) + (word >> 24)
      let noise = (Double(sum) - 510) / 148
      pixels[place] = UInt8(
        min(max(Double(pixels[place]) * exposure * (1 + grain * noise) + 2 * noise, 1), 255))
    }
  }
}

extension FashionMNIST {
  /// The drawn garments in the place of the photographs, no more of them than the limits ask for.
  ///
  /// - Parameters:
  ///   - reason: why there are no photographs, for instance "as asked"; part of `source`.
  ///   - onDrawn: called now and then, from any thread, with the number of pictures that are done and of all.
  public static func drawn(
    seed: UInt64, trainingLimit: Int? = nil, testLimit: Int? = nil, because reason: String,
    onDrawn: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) -> FashionMNIST {
    let trainingCount = min(trainingLimit ?? counts.training, counts.training)
    let testCount = min(testLimit ?? counts.test, counts.test)
    let total = trainingCount + testCount
    return FashionMNIST(
      training: DrawnGarments.draw(.training, count: trainingCount, seed: seed, because: reason) {
        onDrawn($0, total)
      },
      test: DrawnGarments.draw(.test, count: testCount, seed: seed, because: reason) {
        onDrawn(trainingCount + $0, total)
      })
  }
}
