import Foundation
import Testing

@testable import Drawing

@Suite("Network diagrams")
struct NetworkDiagramTests {
  private func page(_ stages: [Stage], width: Double = 720) -> Page {
    Figure("Network", width: width, NetworkDiagram(stages)).page()
  }

  private func words(_ stages: [Stage]) -> [String] { page(stages).texts.map(\.text) }

  private let alexNet = [
    Stage("input", channels: 1, height: 227, width: 227),
    Stage("conv1", channels: 96, height: 55, width: 55, kernel: Stage.Kernel(11, 11, stride: 4)),
    Stage("pool1", channels: 96, height: 27, width: 27, kernel: Stage.Kernel(3, 3, stride: 2)),
    Stage("conv2", channels: 256, height: 27, width: 27, kernel: Stage.Kernel(5, 5)),
    Stage("pool2", channels: 256, height: 13, width: 13, kernel: Stage.Kernel(3, 3, stride: 2)),
    Stage("conv3", channels: 384, height: 13, width: 13, kernel: Stage.Kernel(3, 3)),
    Stage("conv4", channels: 384, height: 13, width: 13, kernel: Stage.Kernel(3, 3)),
    Stage("conv5", channels: 256, height: 13, width: 13, kernel: Stage.Kernel(3, 3)),
    Stage("pool5", channels: 256, height: 6, width: 6, kernel: Stage.Kernel(3, 3, stride: 2)),
    Stage("fc6", units: 4096, caption: "dropout"), Stage("fc7", units: 4096, caption: "dropout"),
    Stage("fc8", units: 10),
  ]

  @Test("Every stage has its name and its sizes at the edges, every kernel its size and stride")
  func everything() {
    let found = words(alexNet)
    for stage in alexNet { #expect(found.contains(stage.name)) }
    func count(_ text: String) -> Int { found.filter { $0 == text }.count }
    #expect(count("227") == 2 && count("55") == 2 && count("27") == 4 && count("6") == 2)
    #expect(count("96") == 2 && count("256") == 4 && count("4,096") == 2 && count("10") == 1)
    #expect(count("11×11") == 1 && count("stride 4") == 1 && count("3×3") == 6 && count("stride 2") == 3)
    #expect(count("dropout") == 2)
  }

  @Test("A higher stage has a higher box, and six can be seen beside 227")
  func scale() {
    let scale = DiagramScale(alexNet, within: 680)
    #expect(scale.side(227) > scale.side(55) && scale.side(55) > scale.side(13))
    #expect(scale.side(6) >= scale.side(227) / 7)
    #expect(scale.thickness(384) > scale.thickness(96) && scale.thickness(96) > scale.thickness(1))
    #expect(scale.height(units: 4096) > scale.height(units: 10))
  }

  @Test("What is said about a kernel stands between its boxes, where they leave it room, above its pyramid")
  func kernels() throws {
    let layout = DiagramLayout(NetworkDiagram(alexNet), within: 680, .book)
    for row in layout.rows {
      for index in row.boxes.indices.dropFirst() where !row.boxes[index].box.kernelText.isEmpty {
        let place = try #require(row.kernelPlace(index, .book))
        let (before, after) = (row.solid(index - 1), row.solid(index))
        let half = row.boxes[index].box.kernelWidth / 2
        #expect(place.x - half > before.front.maxX + before.x && place.x + half < after.front.minX)
        let lines = row.pyramid(index) + [row.apex(index)]
        #expect(place.y < (lines.map(\.y).max() ?? 0) && place.y > (lines.map(\.y).min() ?? 0) - 20)
      }
    }
  }

  @Test("A window lies on the side it is drawn on, whatever its size")
  func window() {
    let solid = Solid(front: Rectangle(0, 0, 10, 40), x: 14, y: 10)
    for (height, width) in [(0.05, 0.05), (0.5, 1.0), (3, 3), (0, 0), (-1, 0.2)] {
      for corner in solid.window(height, width) {
        let along = (corner.x - 10) / 14
        #expect((-1e-9...1 + 1e-9).contains(along))
        #expect((-1e-9...1 + 1e-9).contains((corner.y + along * 10) / 40))
      }
    }
  }

  @Test("A narrow page takes more rows, none of which is wider")
  func rows() {
    var counts: [Int] = []
    for width in [1200.0, 720, 400, 240] {
      let rows = DiagramLayout(NetworkDiagram(alexNet), within: width, .book).rows
      for row in rows {
        let end = row.boxes.last.map { $0.x + $0.box.slotWidth } ?? 0
        #expect(end <= width + 1e-9, "width \(width)")
      }
      counts.append(rows.count)
    }
    #expect(counts == counts.sorted() && counts[0] == 1 && counts[1] == 2 && counts[3] > counts[1])
  }

  @Test("Of a hundred stages the middle ones are counted")
  func many() {
    let stages = (0..<100).map { Stage("layer \($0)", units: $0) }
    let found = words(stages)
    #expect(found.contains("layer 19") && !found.contains("layer 20") && found.contains("layer 81"))
    #expect(found.contains("61 more stages"))
    #expect(words(stages.dropLast(60)).filter { $0.hasPrefix("layer") }.count == 40)
  }

  @Test("No stages, or stages of no size, are no mistake")
  func nothing() {
    #expect(words([]).contains("No stages to draw"))
    let odd = [
      Stage("", channels: 0, height: 0, width: -5, kernel: Stage.Kernel(0, -1, stride: 0)),
      Stage(
        "huge", channels: .max, height: .max, width: .max, kernel: Stage.Kernel(.max, .max, stride: .max)),
      Stage("none", units: 0), Stage("all", units: .max), Stage("less", units: .min),
    ]
    #expect(page(odd).faults == [])
  }

  @Test("Whatever the network: no text is cut off, overlaps another or is too small; the same bytes twice")
  func faults() throws {
    var random = SplitMix(seed: 2012)
    for round in 0..<60 {
      let stages = (0..<random.below(45)).map { _ in Stage.random(&random) }
      let width = Double(120 + random.below(900))
      let found = page(stages, width: width)
      #expect(found.faults == [], "round \(round), width \(width)")
      if round % 20 == 0 { #expect(try found.png() == page(stages, width: width).png()) }
    }
  }
}

extension Stage {
  fileprivate static func random(_ random: inout SplitMix) -> Stage {
    func size() -> Int { Int(pow(10, Double.random(in: 0...Double(1 + random.below(5)), using: &random))) }
    let name = String.random(&random)
    let caption = random.below(2) == 0 ? "" : String.random(&random)
    if random.below(3) == 0 { return Stage(name, units: size(), caption: caption) }
    let kernel = Kernel(1 + random.below(11), 1 + random.below(300), stride: 1 + random.below(4))
    return Stage(
      name, channels: size(), height: size(), width: size(), kernel: random.below(4) == 0 ? nil : kernel,
      caption: caption)
  }
}
