import Foundation
import Testing

@testable import Drawing

@Suite("Theme")
struct ThemeTests {
  private let theme = Theme.book

  @Test("No style is smaller than nine pixels", arguments: TextStyle.allCases)
  func sizes(style: TextStyle) {
    #expect(theme.font(style).size >= Theme.smallestText)
    #expect(theme.lineHeight(style) >= theme.measure("Äg", style).height)
  }

  @Test("Text can be read on the paper: a contrast of 4.5 to 1 (WCAG 2)")
  func contrast() {
    for color in [theme.ink, theme.fadedInk, theme.good, theme.bad] {
      #expect(color.contrast(to: theme.background) >= 4.5)
    }
  }

  @Test("Ink or white can be read on every colour of every map")
  func inkOnMaps() {
    for map in [ColorMap.grey, .greys, .sequential, .diverging] {
      for step in 0...255 {
        let color = map.color(Double(step) / 255)
        // On a colour half way between the two, each has the root of their contrast to each other: of 16, 4.
        #expect(theme.inkOn(color).contrast(to: color) >= 4)
      }
    }
  }

  @Test("The colours of series stay apart to all eyes", arguments: Eyes.allCases)
  func palette(eyes: Eyes) {
    let colors = theme.palette.map(eyes.see)
    for (index, first) in colors.enumerated() {
      for second in colors[..<index] {
        // The two closest of Okabe and Ito's own palette are 0.076 apart.
        #expect(distance(first, second) > 0.1)
      }
    }
    #expect(distance(eyes.see(theme.good), eyes.see(theme.bad)) > 0.1)
  }

  @Test("The font has every sign that figures use")
  func coverage() {
    let page = Page(size: Size(100, 100))
    func box(_ text: String) -> Rectangle { page.write(text, at: Point(20, 50), .title) }
    // A character of private use: no font of the system has one.
    let missing = box("\u{F8F0}")
    for sign in "×·−→≥≤✓✗…–—•“”⁰¹²³⁴⁵⁶⁷⁸⁹⁻⌊⌋½≈±°µÄöüß" {
      #expect(box(String(sign)) != missing, "\(sign)")
    }
  }

  /// The distance in Oklab (Ottosson, 2020): 0.02 or so is just seen.
  private func distance(_ first: [Double], _ second: [Double]) -> Double {
    zip(oklab(first), oklab(second)).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
  }

  private func oklab(_ linear: [Double]) -> [Double] {
    let (r, g, b) = (max(linear[0], 0), max(linear[1], 0), max(linear[2], 0))
    let l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return [
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    ]
  }
}

/// How colours look, in linear light: Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of
/// Color Vision Deficiency" (2009), at full severity.
enum Eyes: CaseIterable {
  case usual, withoutRed, withoutGreen

  func see(_ color: Color) -> [Double] {
    let parts = [color.red, color.green, color.blue].map { part in
      part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    let rows: [[Double]] =
      switch self {
      case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
      case .withoutRed:
        [
          [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
        ]
      case .withoutGreen:
        [
          [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
        ]
      }
    return rows.map { row in zip(row, parts).map { $0 * $1 }.reduce(0, +) }
  }
}

@Suite("Text")
struct TextTests {
  private let theme = Theme.book

  @Test("A text that fits is left alone, a longer one ends in an ellipsis within the width")
  func shortened() {
    #expect(theme.shortened("Coat", to: 100, .small) == "Coat")
    let cut = theme.shortened("a very long name of a class", to: 60, .small)
    #expect(cut.hasPrefix("a very") && cut.hasSuffix("…"))
    #expect(theme.measure(cut, .small).width <= 60)
    #expect(theme.shortened("Coat", to: 3, .small) == "" && theme.shortened("Coat", to: .nan, .small) == "")
  }

  @Test("Lines are broken at spaces, none is too wide, and what does not fit is cut")
  func wrapped() {
    let text = "the quick brown fox jumps over the lazy dog and an unbreakablywideword"
    let lines = theme.wrapped(text, to: 80, .body, limit: 20)
    #expect(lines.allSatisfy { theme.measure($0, .body).width <= 80 })
    #expect(lines.dropLast().joined(separator: " ") == "the quick brown fox jumps over the lazy dog and an")
    #expect(theme.wrapped(text, to: 80, .body, limit: 2).count == 2)
    #expect(theme.wrapped(text, to: 80, .body, limit: 2)[1].hasSuffix("…"))
    #expect(theme.wrapped(" \n ", to: 80, .body).isEmpty)
  }

  @Test("Line breaks become spaces, and what steers instead of shows is left out")
  func printable() {
    #expect(Theme.printable("two\nlines\tand\r\nmore") == "two lines and  more")
    #expect(Theme.printable("a\u{0}b\u{1B}[31m\u{202E}c\u{200D}") == "ab[31mc")
    let meaningless = [0xFFFF, 0xFDD0, 0x10FFFE].compactMap(Unicode.Scalar.init)
    #expect(meaningless.count == 3 && Theme.printable(meaningless.map { "a\($0)b" }.joined()) == "ababab")
    #expect(Theme.printable(String(repeating: "x", count: 1_000_000)).count == 4_000)
  }

  @Test("Numbers are written as one would")
  func numbers() {
    #expect(NumberText.grouped(-1_234_567) == "−1,234,567" && NumberText.grouped(999) == "999")
    #expect(["999", "1.0k", "12k", "1.0M"] == [999, 1_000, 12_345, 999_999].map(NumberText.brief))
    let small = [0.0094, 0.0096, 0.01, 0.0104].map(NumberText.percent)
    #expect(small == ["0.9 %", "1 %", "1 %", "1 %"])
    #expect(NumberText.brief(Int.max) == "9.2E")
    let shares = [0, 0.0004, 0.004, 0.93, 0.997, 0.9999, 1, -0.5, .nan].map(NumberText.percent)
    #expect(shares == ["0 %", "<0.1 %", "0.4 %", "93 %", "99.7 %", ">99.9 %", "100 %", "−50 %", "?"])
    let short = [0, 0.2134, -12.53, 1200, 0.000_012_3, -3e20, .infinity, .nan].map(NumberText.short)
    #expect(
      short == ["0", "0.213", "−12.5", "1,200", "1.2·10⁻⁵", "−3·10²⁰", "∞", "no number"])
  }
}
