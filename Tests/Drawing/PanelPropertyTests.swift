import Drawing
import Testing

/// Whatever panels are given, no text leaves its page, overlaps another or is too small, and nothing stops the program.
@Suite("Panels")
struct PanelPropertyTests {
  @Test("Random panels in random figures have no layout faults", arguments: 0..<280)
  func random(seed: Int) throws {
    var made = RandomPanels(seed: UInt64(seed))
    let figure = Figure(
      made.text(), note: made.isHeads() ? made.text() : nil, width: made.width(), made.panel(depth: 2))
    let page = figure.page()
    #expect(page.faults.isEmpty, "seed \(seed): \(page.faults.prefix(3))")
    #expect(page.size.height <= 6_000)
  }
}

/// Panels of random numbers, with everything in them that outside data can bring.
private struct RandomPanels {
  var random: SplitMix

  init(seed: UInt64) { random = SplitMix(seed: seed) }

  mutating func isHeads() -> Bool { random.below(2) == 0 }

  mutating func width() -> Double { [120, 200, 333.3, 500, 720, 1_100][random.below(6)] }

  mutating func count(_ limit: Int) -> Int {
    // Few more often than many.
    random.below(random.below(limit) + 1)
  }

  mutating func text() -> String {
    let pieces = [
      "", " ", "\n", "\t", "\u{0}", "\u{7F}", "Ankle boot", "T-shirt/top", "사진", "é", "e\u{301}", "🙂",
      "\u{202E}",
      "W", String(repeating: "long ", count: 40), String(repeating: "x", count: 300), "<b>&amp;", "−0.5",
    ]
    return (0..<count(5)).map { _ in pieces[random.below(pieces.count)] }.joined()
  }

  mutating func float() -> Float {
    switch random.below(12) {
    case 0: .nan
    case 1: .infinity
    case 2: -.greatestFiniteMagnitude
    case 3: 0
    default: Float(random.below(2_001) - 1_000) / 500
    }
  }

  mutating func floats(_ count: Int) -> [Float] { (0..<count).map { _ in float() } }

  mutating func picture() -> Picture {
    let (width, height) = (count(40), count(40))
    let channels = [1, 3, 4][random.below(3)]
    let pixels = (0..<width * height * channels).map { _ in UInt8(random.below(256)) }
    return Picture(pixels: pixels, width: width, height: height, channels: channels)
  }

  mutating func mark() -> Mark? { [nil, .right, .wrong][random.below(3)] }

  mutating func bars() -> ProbabilityBars {
    let classes = count(30)
    let names = (0..<count(30)).map { _ in text() }
    return ProbabilityBars(
      floats(classes), names: names, best: count(12), label: isHeads() ? random.below(30) - 2 : nil)
  }

  mutating func grid() -> ImageGrid {
    let cells = (0..<count(60)).map { _ in
      ImageGrid.Cell(
        picture(), caption: text(), detail: isHeads() ? "" : text(), mark: mark(),
        bars: random.below(4) == 0 ? bars() : nil)
    }
    let columns = isHeads() ? nil : random.below(40) - 2
    let map = [ColorMap.grey, .greys, .sequential, .diverging][random.below(4)]
    return ImageGrid(cells, columns: columns, map: map, spacing: isHeads() ? .apart : .close)
  }

  mutating func matrix() -> ConfusionMatrix {
    let classes = count(130)
    let names = (0..<(isHeads() ? classes : count(130))).map { _ in text() }
    let most = [2, 100, 1_000_000][random.below(3)]
    let table = (0..<classes).map { _ in
      (0..<(random.below(9) == 0 ? count(130) : classes)).map { _ in
        random.below(3) == 0 ? random.below(most) - 1 : 0
      }
    }
    return ConfusionMatrix(counts: table, names: names)
  }

  mutating func filters() -> any Panel {
    let shape = [count(40), [1, 3, 1, 3, 5][random.below(5)], count(12), count(12)]
    let size = shape.reduce(1, *)
    if isHeads() { return FilterBank(floats(size), shape: shape) }
    return FilterBank.comparison(before: floats(size), after: floats(size), shape: shape)
  }

  mutating func maps() -> FeatureMaps {
    let layers = (0..<count(6)).map { _ in
      let shape = isHeads() ? [count(200)] : [count(40), count(30), count(30)]
      return FeatureMaps.Layer(text(), floats(shape.reduce(1, *)), shape: shape)
    }
    return FeatureMaps(of: isHeads() ? picture() : nil, layers)
  }

  mutating func outlined() -> OutlinedPictures {
    let pictures = (0..<count(9)).map { _ in
      let things = (0..<count(20)).map { _ in
        OutlinedPicture.Thing(
          text(), box: Rectangle(Double(float()) * 20, Double(float()) * 20, Double(float()) * 9, 7))
      }
      return OutlinedPicture(picture(), caption: text(), things: things)
    }
    return OutlinedPictures(pictures, columns: random.below(9) - 1)
  }

  mutating func panel(depth: Int) -> any Panel {
    switch random.below(depth > 0 ? 10 : 7) {
    case 0: return grid()
    case 1: return matrix()
    case 2: return filters()
    case 3: return maps()
    case 4: return bars()
    case 5:
      return Paragraph(
        text() + "\n" + text(), style: TextStyle.allCases[random.below(TextStyle.allCases.count)])
    case 6: return outlined()
    case 7: return Headed(text(), letter: isHeads() ? text() : "", panel(depth: depth - 1))
    case 8: return Row((0..<count(5)).map { _ in panel(depth: depth - 1) })
    default: return Column((0..<count(5)).map { _ in panel(depth: depth - 1) })
    }
  }
}
