import Drawing
import Kernels
import Synchronization

/// Places drawn by Lookbook where MiniPlaces is not at hand: ten landforms under ten skies make 100 categories of
/// parametric scenes, 128×128, in colour.
///
/// Each picture is a pure function of seed, part and index, so a collection that is cut short holds the very
/// pictures that the whole one begins with, and the number of threads changes nothing. The categories are exactly
/// balanced: every hundred pictures in a row hold each of them once. Antialiasing is Cairo's, and another version of
/// Cairo may round a pixel otherwise.
public enum DrawnPlaces {
  /// Which part of the collection a picture belongs to.
  public enum Part: UInt64, Sendable {
    /// Pictures to learn from.
    case training = 0
    /// Pictures to be tested on.
    case validation = 1
  }

  /// What a data set of drawings is called in every output.
  public static let name = "Drawn places"

  /// "mountains at dawn", "mountains at noon" … "bridge in a storm"; a label is an index into it.
  public static let classNames = Landform.allCases.flatMap { landform in
    Sky.allCases.map { "\(landform.name) \($0.words)" }
  }

  /// How many pictures stand in for MiniPlaces: as many as two cores draw in ten seconds.
  public static let counts = (training: 10_000, validation: 2_000)

  /// The size in which places are drawn, that of MiniPlaces' own pictures.
  public static let drawnSize = ImageSize(channels: 3, height: 128, width: 128)

  /// Draws the first `count` pictures of `part`, `[3, side, side]` each, and names `reason` as the reason why there
  /// are no photographs.
  ///
  /// - Parameters:
  ///   - side: 128, as they are drawn, or less: then they are scaled as torchvision's `Resize(side)` scales
  ///     photographs.
  ///   - onDrawn: called now and then, from any thread, with the number of pictures that are done.
  public static func draw(
    _ part: Part, count: Int, side: Int = 32, seed: UInt64, because reason: String,
    onDrawn: @Sendable (Int) -> Void = { _ in }
  ) -> StoredImages {
    precondition(count >= 0, "\(name): a count of \(count)")
    precondition(
      (1...drawnSize.width).contains(side), "\(name): a side of \(side), not in 1...\(drawnSize.width)")
    let geometry = ResizeGeometry(
      channels: 3, height: drawnSize.height, width: drawnSize.width, outputHeight: side, outputWidth: side)
    let size = ImageSize(channels: 3, height: side, width: side)
    let labels = (0..<count).map { UInt8(label(at: $0, part, seed: seed)) }
    let drawn = Atomic<Int>(0)
    let bytes = StoredImages.pictureBytes(count: count * size.count) { base in
      // A chunk of pictures shares one canvas and takes a few hundredths of a second.
      parallelChunks(count, chunk: 32) { range in
        let canvas = Canvas(width: drawnSize.width, height: drawnSize.height, isCoarse: true)
        var pixels = [UInt8](repeating: 0, count: drawnSize.count)
        for index in range {
          draw(Int(labels[index]), index: index, part, seed: seed, on: canvas, to: &pixels)
          BilinearResize.apply(geometry, input: pixels, output: base + index * size.count)
        }
        onDrawn(drawn.add(range.count, ordering: .relaxed).newValue)
      }
    }
    return StoredImages(
      name: name, classNames: classNames, imageSize: size, source: .drawn(seed: seed, reason: reason),
      bytes: bytes, labels: labels)
  }

  /// The category of picture `index`: each hundred pictures in a row hold all of them in an order of their own.
  static func label(at index: Int, _ part: Part, seed: UInt64) -> Int {
    let count = classNames.count
    var random = RandomStream(
      seed: seed, purpose: .drawing, lane: lane(part, UInt64(index / count)) | ordering)
    return Int(random.permutation(count)[index % count])
  }

  // A lane has 56 bits: 51 tells places from garments, 50 orders from pictures, 40 the parts; below it is the index.
  private static let ordering: UInt64 = 1 << 50
  private static func lane(_ part: Part, _ index: UInt64) -> UInt64 { 1 << 51 | part.rawValue << 40 | index }

  private static func draw(
    _ label: Int, index: Int, _ part: Part, seed: UInt64, on canvas: Canvas,
    to pixels: UnsafeMutablePointer<UInt8>
  ) {
    let random = RandomStream(seed: seed, purpose: .drawing, lane: lane(part, UInt64(index)))
    var sketch = Sketch(canvas: canvas, random: random)
    let skies = Sky.allCases.count
    let (landform, sky) = (Landform.allCases[label / skies], Sky.allCases[label % skies])
    canvas.clear()
    let scene = Scene(sky, horizon: landform.horizon, &sketch)
    canvas.transformed(by: view(of: scene, &sketch)) {
      scene.drawSky(&sketch)
      landform.draw(&sketch, scene)
      scene.drawWeather(&sketch)
    }
    canvas.readRGB(into: pixels)
    Film(&sketch).develop(pixels, &sketch)
  }

  /// The camera: turned round or not, nearer or farther, not quite at the middle. It is held level: Cairo fills
  /// upright rectangles, of which cities are made, several times as fast as turned ones.
  private static func view(of scene: Scene, _ sketch: inout Sketch) -> Transform {
    let zoom = sketch.between(1, 1.6)
    let room = 64 * (zoom - 1)
    // The horizon stays near where the landform has it: else there would be beaches of nothing but sea.
    let lift = 64 + zoom * (scene.horizon - 64) - scene.horizon
    let down = min(max(sketch.between(-room, room), -18 - lift), 18 - lift)
    return Transform.translation(-64, -64)
      .then(.scale(sketch.chance(0.5) ? zoom : -zoom, zoom))
      .then(.translation(64 + sketch.between(-room, room), 64 + down))
  }
}
