extension ConfusionMatrix {
  /// What the matrix says, in words: how much is right, the pairs that are confused most often, what is not shown.
  func words(_ theme: Theme) -> Column {
    var lines: [Paragraph] = []
    let (right, count) = (counts.right, counts.count)
    if count == 0 {
      lines.append(Paragraph(faint: "No answers."))
    } else {
      let share = NumberText.percent(Double(right) / Double(count), decimals: 1)
      lines.append(
        Paragraph(
          "\(share) right: \(NumberText.grouped(right)) of \(NumberText.grouped(count))", style: .strong))
      if !counts.worst.isEmpty { lines.append(Paragraph("Most often confused:")) }
    }
    for pair in counts.worst {
      lines.append(Paragraph("•  " + sentence(pair, theme), limit: 3))
    }
    if counts.classesPerRow > 1 {
      let side = NumberText.grouped(counts.classesPerRow)
      let classes = NumberText.grouped(counts.classCount)
      lines.append(
        Paragraph(faint: "\(classes) classes: each square sums up \(side) × \(side) of them."))
    }
    if counts.leftOut > 0 {
      let number = NumberText.grouped(counts.leftOut)
      let rest =
        counts.leftOut == 1 ? "entry belongs to no class and is" : "entries belong to no class and are"
      lines.append(Paragraph(faint: "\(number) \(rest) left out."))
    }
    return Column(lines, gap: 2)
  }

  private func sentence(_ pair: ConfusionCounts.Pair, _ theme: Theme) -> String {
    // Three words of a name tell which it is; its end would push the number out of sight.
    func short(_ label: Int) -> String { theme.shortened(name(label), to: 150, .body) }
    let times = pair.count == 1 ? "once" : "\(NumberText.grouped(pair.count)) times"
    let sentence = "\(short(pair.label)) taken for \(short(pair.answer)): \(times)"
    guard counts.classesPerRow == 1 else { return sentence }
    let share = Double(pair.count) / Double(max(counts.totals[pair.label], 1))
    return sentence + ", \(NumberText.percent(share)) of its class"
  }

  /// What the two colours mean.
  var legends: [ColorBar] {
    [(true, 1), (false, counts.largestWrongShare)].map { isRight, most in
      let colors = (0...64).map { Self.color(isRight: isRight, Double($0) / 64) }
      return ColorBar(
        colors, low: "0", high: "\(NumberText.percent(most)) of the row, \(isRight ? "right" : "wrong")")
    }
  }

  /// Side by side where there is room, else one below the other.
  func drawLegends(on page: Page, in frame: Rectangle, _ layout: ConfusionLayout) {
    let (width, height) = (page.theme.panelGap, ConfusionLayout.legendHeight)
    var place = Rectangle(frame.x, frame.y + layout.legendY, frame.width, height)
    for bar in legends {
      bar.draw(on: page, in: place)
      if layout.legendsShareALine { place.x += bar.width(page.theme) + width } else { place.y += height }
    }
  }
}
