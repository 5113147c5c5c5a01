/// Pictures in characters, for any terminal and for a pipe: a character is about twice as high as wide, so each
/// stands for two pixels, one above the other.
///
/// Where the terminal shows 24-bit colours, the upper half block "▀" takes the upper pixel's colour before the lower
/// one's. Elsewhere one of five shades stands for the mean of the two, a blank for black and a full block for white.
struct TerminalBlocks {
  /// Characters in a line.
  var columns: Int
  /// Whether colours may be used.
  var isColoured: Bool

  /// Blanks between two pictures.
  static let gap = 2

  /// How many pictures of this width stand side by side: at least one.
  func picturesInARow(width: Int) -> Int { max(1, (columns + Self.gap) / (max(1, width) + Self.gap)) }

  /// Pictures in rows, each with a caption below it; all have the first one's size. Of pictures wider than a line
  /// every second pixel is shown, or every third, and so on; what shows through them is black.
  func text(of pictures: [Picture], captions: [String]) -> String {
    let widest = pictures.map(\.width).max() ?? 0
    let step = (widest + columns - 1) / max(1, columns)
    let pictures = pictures.map { $0.thinned(to: step).composed(over: .black) }
    guard let first = pictures.first, first.width > 0, first.height > 0 else { return "" }
    let inARow = picturesInARow(width: first.width)
    return stride(from: 0, to: pictures.count, by: inARow).map { start in
      let row = start..<min(start + inARow, pictures.count)
      let drawn = row.map { lines(of: pictures[$0]) }
      let names = row.map { index in
        let caption = index < captions.count ? captions[index] : ""
        return String(caption.prefix(first.width)).padded(to: first.width)
      }
      let gap = String(repeating: " ", count: Self.gap)
      let image = (0..<(first.height + 1) / 2).map { line in
        drawn.map { line < $0.count ? $0[line] : "" }.joined(separator: gap)
      }
      return (image + [names.joined(separator: gap)]).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private func lines(of picture: Picture) -> [String] {
    stride(from: 0, to: picture.height, by: 2).map { y in
      let line = (0..<picture.width).map { x in
        block(picture.color(x, y), picture.color(x, min(y + 1, picture.height - 1)))
      }.joined()
      return isColoured ? line + "\u{1B}[0m" : line
    }
  }

  private func block(_ upper: (Int, Int, Int), _ lower: (Int, Int, Int)) -> String {
    guard isColoured else {
      let shades = [" ", "░", "▒", "▓", "█"]
      let sum = upper.0 + upper.1 + upper.2 + lower.0 + lower.1 + lower.2
      return shades[sum * shades.count / (6 * 256)]
    }
    return "\u{1B}[38;2;\(upper.0);\(upper.1);\(upper.2);48;2;\(lower.0);\(lower.1);\(lower.2)m▀"
  }
}

extension Picture {
  /// The red, green and blue of a pixel, 0...255; three times the same for grey.
  fileprivate func color(_ x: Int, _ y: Int) -> (Int, Int, Int) {
    let start = (y * width + x) * channels
    guard channels >= 3 else { return (Int(pixels[start]), Int(pixels[start]), Int(pixels[start])) }
    return (Int(pixels[start]), Int(pixels[start + 1]), Int(pixels[start + 2]))
  }
}

extension String {
  /// The text with blanks after it.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
