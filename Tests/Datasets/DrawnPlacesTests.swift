import Drawing
import Kernels
import Testing

@testable import Datasets

@Suite("Drawn places")
struct DrawnPlacesTests {
  /// Ten pictures of each category.
  private static let places = draw(.training, 1_000)

  private static func draw(
    _ part: DrawnPlaces.Part, _ count: Int, side: Int = 32, seed: UInt64 = 3
  ) -> StoredImages {
    DrawnPlaces.draw(part, count: count, side: side, seed: seed, because: "a test")
  }

  /// The mean of each colour over all pictures that `belongs` chooses by landform and sky.
  private func meanColor(where belongs: (Landform, Sky) -> Bool) -> [Double] {
    let places = Self.places
    var sums = [Double](repeating: 0, count: 3)
    var count = 0.0
    for index in 0..<places.count {
      let (landform, sky) = places.label(at: index).quotientAndRemainder(dividingBy: 10)
      guard belongs(Landform.allCases[landform], Sky.allCases[sky]) else { continue }
      let pixels = places.pixels(at: index)
      for channel in 0..<3 {
        sums[channel] += pixels[channel * 1024..<(channel + 1) * 1024].reduce(0) { $0 + Double($1) } / 1024
      }
      count += 1
    }
    return sums.map { $0 / count }
  }

  @Test("A hundred categories, each a landform under a sky")
  func names() {
    let names = DrawnPlaces.classNames
    #expect(names.count == 100 && Set(names).count == 100)
    #expect(
      names[0] == "mountains at dawn" && names[11] == "desert at noon" && names[99] == "bridge in a storm")
  }

  @Test("Every hundred pictures in a row hold each category once, each hundred in an order of its own")
  func balance() {
    let labels = Self.places.labels
    for start in stride(from: 0, to: 1_000, by: 100) {
      #expect(labels[start..<start + 100].sorted() == Array(0..<100))
    }
    #expect(Array(labels[0..<100]) != Array(labels[100..<200]))
    #expect(Array(labels[0..<100]) != Self.draw(.validation, 100).labels)
  }

  @Test("The same bits at one thread and at three")
  func threads() {
    // 150 pictures end inside a task's 32.
    let pictures = [1, 3].map { count in withThreads(count) { Self.draw(.training, 150).bytes } }
    #expect(pictures[0] == pictures[1])
    #expect(Self.places.bytes.starts(with: pictures[0]))
  }

  @Test("All pictures differ, also from the other part's and from another seed's")
  func different() {
    var seen: Set<[UInt8]> = []
    for collection in [Self.places, Self.draw(.validation, 300), Self.draw(.training, 300, seed: 4)] {
      for index in 0..<collection.count { seen.insert(collection.pixels(at: index)) }
    }
    #expect(seen.count == 1_600)
  }

  @Test("In full size they are what the small ones are scaled from, by Pillow's rules")
  func scaling() {
    let full = Self.draw(.training, 20, side: 128)
    #expect(full.imageSize == DrawnPlaces.drawnSize)
    let geometry = ResizeGeometry(channels: 3, height: 128, width: 128, outputHeight: 32, outputWidth: 32)
    for index in 0..<20 {
      var scaled = [UInt8](repeating: 0, count: 3 * 32 * 32)
      BilinearResize.Reference.apply(geometry, input: full.pixels(at: index), output: &scaled)
      #expect(scaled == Self.places.pixels(at: index), "picture \(index)")
    }
  }

  @Test("Every picture shows something: neither black nor white, neither flat nor grey")
  func appearance() {
    for index in 0..<1_000 {
      let pixels = Self.places.pixels(at: index)
      let name = "picture \(index), \(DrawnPlaces.classNames[Self.places.label(at: index)])"
      let mean = pixels.reduce(0) { $0 + Int($1) } / pixels.count
      #expect((8...247).contains(mean), "\(name): a mean of \(mean)")
      let (low, high) = (pixels.min() ?? 0, pixels.max() ?? 0)
      #expect(high - low >= 25, "\(name): from \(low) to \(high)")
      #expect(pixels[..<1024] != pixels[2048...], "\(name) has no colour")
    }
  }

  @Test("Each category has a mean picture of its own, and other pictures are near it")
  func means() {
    let means = Self.places.meanPictures
    #expect(Set(means).count == 100)
    let others = Self.draw(.validation, 100)
    let right = (0..<100).count { index in
      let picture = Picture(planes: others.pixels(at: index), channels: 3, height: 32, width: 32)
      let distances = means.map { mean in
        // Every sixth value is enough, and six times as fast.
        stride(from: 0, to: 3_072, by: 6).reduce(0) { sum, place in
          let difference = Int(mean.pixels[place]) - Int(picture.pixels[place])
          return sum + difference * difference
        }
      }
      return distances.indices.min { distances[$0] < distances[$1] } == others.label(at: index)
    }
    // 22 % of 300 pictures were right where chance gives 1 %; of 100, the deviation is 4 %, and four of them are
    // allowed.
    #expect(right >= 6)
  }

  @Test("Skies light the places as their names say")
  func light() {
    func brightness(_ sky: Sky) -> Double { meanColor { $1 == sky }.reduce(0, +) / 3 }
    let bright = [Sky.noon, .snow, .fog, .autumn, .dawn].map(brightness)
    let dark = [Sky.night, .storm].map(brightness)
    let between = [Sky.dusk, .rain].map(brightness)
    #expect((bright.min() ?? 0) > (between.max() ?? 0) && (between.min() ?? 0) > (dark.max() ?? 0))

    let (dusk, night) = (meanColor { $1 == .dusk }, meanColor { $1 == .night })
    #expect(dusk[0] > dusk[2] && night[2] > night[0], "dusk is red, night is blue")
    let (summer, autumn) = (
      meanColor { $0 == .forest && $1 == .noon }, meanColor { $0 == .forest && $1 == .autumn }
    )
    #expect(summer[1] > summer[0] && autumn[0] > autumn[1], "a forest is green and turns red")
  }

  @Test("Whoever looks only at the mean colour cannot tell the categories apart")
  func notTrivial() {
    let places = Self.places
    let colors = (0..<1_000).map { index -> [Double] in
      let pixels = places.pixels(at: index)
      return (0..<3).map { channel in
        pixels[channel * 1024..<(channel + 1) * 1024].reduce(0) { $0 + Double($1) } / 1024
      }
    }
    var means = [[Double]](repeating: [0, 0, 0], count: 100)
    for (index, color) in colors.enumerated() {
      for channel in 0..<3 { means[places.label(at: index)][channel] += color[channel] / 10 }
    }
    let right = (0..<1_000).count { index in
      let distances = means.map { mean in
        zip(mean, colors[index]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      return distances.indices.min { distances[$0] < distances[$1] } == places.label(at: index)
    }
    // Each mean was taken with the picture itself among its ten, which helps; chance alone is 1 %.
    #expect(Double(right) / 1_000 < 0.25)
  }

  @Test("No output passes drawings off as photographs, and only as many are drawn as are needed")
  func honesty() throws {
    var request = MiniPlacesRequest(location: DataLocation(authoritative: "/nowhere"))
    (request.drawn, request.seed, request.trainingLimit, request.validationLimit) = (true, 5, 30, 20)
    let places = try MiniPlaces.open(request)
    #expect(places.training.isDrawn && places.validation.isDrawn && places.whyDrawn == nil)
    #expect(places.name == "Drawn places")
    #expect(places.source.description == "drawn by Lookbook from seed 5, no photographs (as asked)")
    #expect("\(places)".contains("30 + 20 pictures drawn by Lookbook"))
    #expect(places.training.imageSize == ImageSize(channels: 3, height: 32, width: 32))
  }

  @Test("They take the place of an archive that cannot be had, and say how to get it")
  func substitute() throws {
    var request = MiniPlacesRequest(location: DataLocation(cache: "/nowhere"))
    (request.offline, request.trainingLimit, request.validationLimit) = (true, 3, 2)
    let places = try MiniPlaces.open(request)
    #expect(places.training.count == 3 && places.validation.count == 2 && places.source.isDrawn)
    #expect("\(places.source)".contains("and nothing may be downloaded"))
    let advice = try #require(places.whyDrawn).description
    #expect(advice.contains("put it at /nowhere/miniplaces/"))
  }
}
