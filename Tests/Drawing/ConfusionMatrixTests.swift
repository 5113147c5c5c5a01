import Drawing
import Testing

@Suite("Confusion matrix")
struct ConfusionMatrixTests {
  private func texts(_ matrix: ConfusionMatrix, width: Double = 720) -> [String] {
    let page = Figure("", width: width, matrix).page()
    #expect(page.faults.isEmpty)
    return page.texts.map(\.text)
  }

  private func counts(_ classes: Int, right: Int, wrong: (Int, Int) -> Int) -> [[Int]] {
    (0..<classes).map { row in (0..<classes).map { row == $0 ? right : wrong(row, $0) } }
  }

  @Test("Counts, names, shares and the three pairs that are confused most often")
  func all() {
    var table = counts(10, right: 900) { _, _ in 0 }
    (table[6][0], table[6][2], table[4][2], table[0][6]) = (100, 60, 50, 100)
    let texts = texts(ConfusionMatrix(counts: table, names: garmentNames))
    #expect(texts.count { $0 == "900" } == 10 && texts.contains("60"))
    for name in garmentNames { #expect(texts.count { $0 == name } == 2) }
    #expect(texts.contains("96.7 % right: 9,000 of 9,310"))
    let pairs = texts.filter { $0.hasPrefix("•") }
    #expect(
      pairs == [
        "• T-shirt/top taken for Shirt: 100 times, 10 % of its class",
        "• Shirt taken for T-shirt/top: 100 times, 9 % of its class",
        "• Shirt taken for Pullover: 60 times, 6 % of its class",
      ])
  }

  @Test("From two to thirty classes every count is written", arguments: [2, 3, 7, 15, 30])
  func written(classes: Int) {
    let table = counts(classes, right: 500) { ($0 * 7 + $1 * 3) % 40 }
    let names = (0..<classes).map { "category \($0 * 7)" }
    let texts = texts(ConfusionMatrix(counts: table, names: names))
    #expect(texts.count { $0 == "500" } == classes)
    let wrong = table.joined().count { $0 > 0 && $0 < 500 }
    #expect(texts.count { Int($0).map { $0 > 0 && $0 < 500 } ?? false } == wrong)
  }

  @Test("A few classes leave room for long names", arguments: [2, 3, 4])
  func longNames(classes: Int) {
    let names = ["three cornered hats and caps", "disks without any hole", "rings", "crosses"].prefix(classes)
    let table = counts(classes, right: 9) { _, _ in 1 }
    let texts = texts(ConfusionMatrix(counts: table, names: Array(names)))
    for name in names { #expect(texts.count { $0 == name } == 2) }
  }

  @Test("Counts are written so that they can be read on their colour")
  func contrast() throws {
    // Rows of every share from 0 to 100 %: the number's colour and the cell's differ by four to one (see ThemeTests),
    // so that some pixel of each number is far from its ground.
    let table = [[100, 0], [0, 100]]
    let page = Figure("", ConfusionMatrix(counts: table, names: ["a", "b"])).page()
    let picture = try page.picture()
    for text in page.texts where text.text == "100" {
      let bounds = text.bounds
      let pixels = (Int(bounds.minY * 2)..<Int(bounds.maxY * 2)).flatMap { row in
        (Int(bounds.minX * 2)..<Int(bounds.maxX * 2)).map { Int(picture.color($0, row)[0]) }
      }
      #expect((pixels.max() ?? 0) - (pixels.min() ?? 0) > 120)
    }
  }

  @Test("Ten thousand classes are summed up in a hundred rows, and the text says so")
  func manyClasses() {
    let names = (0..<10_000).map { "class \($0)" }
    var random = SplitMix(seed: 1)
    let labels = (0..<50_000).map { _ in random.below(10_000) }
    let answers = labels.map { $0 % 3 == 0 ? 17 : $0 }
    let texts = texts(ConfusionMatrix(labels: labels, answers: answers, names: names))
    #expect(texts.contains("10,000 classes: each square sums up 100 × 100 of them."))
    #expect(texts.count < 60)
  }

  @Test("Sixty classes have their colours, and numbers in the place of names")
  func sixty() {
    let table = counts(60, right: 50) { _, _ in 1 }
    let texts = texts(ConfusionMatrix(counts: table, names: (0..<60).map { "name \($0)" }))
    #expect(!texts.contains("50 ") && texts.contains("45") && !texts.contains("name 7"))
  }

  @Test("Labels and counts give the same matrix, in any order")
  func sameMatrix() throws {
    let (labels, answers) = ([0, 0, 1, 1, 2], [0, 1, 1, 1, 0])
    let names = ["a", "b", "c"]
    let counted = ConfusionMatrix(counts: [[1, 1, 0], [0, 2, 0], [1, 0, 0]], names: names)
    let first = try Figure("", ConfusionMatrix(labels: labels, answers: answers, names: names)).page().png()
    let reversed = ConfusionMatrix(labels: labels.reversed(), answers: answers.reversed(), names: names)
    #expect(try Figure("", counted).page().png() == first)
    #expect(try Figure("", reversed).page().png() == first)
  }

  @Test("What belongs to no class is left out and counted")
  func foreign() {
    let texts = texts(ConfusionMatrix(labels: [0, 1, 7, -1], answers: [0, 1, 0, 0], names: ["a", "b"]))
    #expect(texts.contains("2 entries belong to no class and are left out."))
    let ragged = self.texts(ConfusionMatrix(counts: [[5], [1, 2, 9], [-3, 0, Int.max]], names: []))
    #expect(ragged.contains("1 entry belongs to no class and is left out.") && ragged.contains("class 2"))
  }

  @Test("No classes, no answers and no mistakes are said")
  func nothing() {
    #expect(texts(ConfusionMatrix(counts: [], names: [])) == ["No answers."])
    #expect(texts(ConfusionMatrix(counts: [[0, 0], [0, 0]], names: ["a", "b"])) == ["No answers."])
    let perfect = texts(ConfusionMatrix(counts: [[5, 0], [0, 5]], names: ["a", "b"]))
    #expect(perfect.contains("100.0 % right: 10 of 10") && !perfect.contains { $0.hasPrefix("Most often") })
  }
}
