extension Theme {
  /// The box that one line of `text` takes: its width, and the height of the style's highest and lowest letters
  /// whether it has them or not.
  public func measure(_ text: String, _ style: TextStyle) -> Size {
    let face = Typeface.of(font(style))
    return Size(face.width(Self.printable(text)), face.ascent + face.descent)
  }

  /// From one baseline of running text to the next.
  public func lineHeight(_ style: TextStyle) -> Double {
    // A third more than the letters: what books set small type with.
    (font(style).size * 1.36).rounded(.up)
  }

  /// `text` if it fits into `width`, else as much of it as does, with an ellipsis; nothing if not even that fits.
  public func shortened(_ text: String, to width: Double, _ style: TextStyle) -> String {
    let text = Self.printable(text)
    let face = Typeface.of(font(style))
    // Not `>`, so that a width which is no number leaves no room.
    guard !(face.width(text) <= width) else { return text }
    let letters = Array(text)
    var (fitting, tooMany) = (0, letters.count)
    func cut(_ count: Int) -> String {
      var kept = letters.prefix(count)
      while kept.last == " " { kept.removeLast() }
      return String(kept) + "…"
    }
    guard face.width("…") <= width else { return "" }
    while tooMany - fitting > 1 {
      let middle = (fitting + tooMany) / 2
      if face.width(cut(middle)) <= width { fitting = middle } else { tooMany = middle }
    }
    return cut(fitting)
  }

  /// `text` in lines no wider than `width`, broken at spaces; what does not fit into `limit` lines is cut with an
  /// ellipsis, as is a word that is wider than a line.
  public func wrapped(_ text: String, to width: Double, _ style: TextStyle, limit: Int = 4) -> [String] {
    let words = Self.printable(text).split(separator: " ").map(String.init)
    let face = Typeface.of(font(style))
    var lines: [String] = []
    var next = 0
    while next < words.count, lines.count < limit {
      var line = words[next]
      next += 1
      while next < words.count, face.width(line + " " + words[next]) <= width {
        line += " " + words[next]
        next += 1
      }
      if lines.count + 1 == limit, next < words.count { line += " " + words[next...].joined(separator: " ") }
      lines.append(shortened(line, to: width, style))
    }
    return lines
  }

  /// `text` as one line that can be drawn: line breaks and tabs become spaces, characters that steer instead of show
  /// are left out, as are those that Unicode never gives a meaning, and what is longer than any page is cut.
  ///
  /// Letters are set one after the other from left to right, whatever their script; those that DejaVu Sans does not
  /// have become boxes.
  static func printable(_ text: String) -> String {
    // A name may be as long as a file. The widest page holds 4,000 of the narrowest letters.
    let limit = 4_000
    var result = String.UnicodeScalarView()
    // Cairo takes Unicode's noncharacters, such as U+FFFF, for broken text, and draws nothing more in that font.
    for scalar in text.unicodeScalars.prefix(limit) where !scalar.properties.isNoncharacterCodePoint {
      switch scalar.properties.generalCategory {
      case .control where scalar.properties.isWhitespace: result.append(" ")
      case .lineSeparator, .paragraphSeparator, .spaceSeparator: result.append(" ")
      case .control, .format, .surrogate: break
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
