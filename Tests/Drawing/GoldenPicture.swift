import Drawing
import Foundation
import Testing

/// A picture of a figure that somebody looked at and found good, in `Golden/`.
///
/// `LOOKBOOK_RENEW_GOLDEN=1 swift test --filter Golden` draws all of them anew; see the README there.
struct GoldenPicture {
  var name: String

  /// Checks that a figure still looks like its golden picture, or renews that.
  func expect(_ figure: Figure, at location: SourceLocation = #_sourceLocation) throws {
    let page = figure.page()
    #expect(page.faults.isEmpty, sourceLocation: location)
    if ProcessInfo.processInfo.environment["LOOKBOOK_RENEW_GOLDEN"] != nil {
      try figure.write(to: path)
      return
    }
    let (drawn, golden) = (try page.picture(), try Picture(readingPNG: path))
    // Not inside the macro, which would print all pixels.
    let share = Self.difference(drawn, golden)
    let difference = try #require(share, "the sizes differ", sourceLocation: location)
    #expect(
      difference <= Self.tolerance, "\(name).png: look at it, and see Golden/README.md",
      sourceLocation: location
    )
  }

  /// The share of pixels that differ visibly.
  ///
  /// Versions of Cairo and FreeType differ in how they round at the edges of shapes: by a step or two of 255, more in
  /// a pixel here and there. A text that moved by half a pixel changes all pixels of its outlines: a word of ten
  /// letters on a picture of 640 × 400 has a thousand of them, 0.4 %.
  static let tolerance = 0.001

  /// The share of pixels with a part that differs by more than an eighth; `nil` for pictures of different sizes.
  static func difference(_ first: Picture, _ second: Picture) -> Double? {
    guard first.width == second.width, first.height == second.height, first.channels == second.channels else {
      return nil
    }
    let channels = first.channels
    var different = 0
    first.pixels.withUnsafeBufferPointer { left in
      second.pixels.withUnsafeBufferPointer { right in
        for start in stride(from: 0, to: left.count, by: channels) {
          var largest = 0
          for part in start..<start + channels {
            largest = max(largest, abs(Int(left[part]) - Int(right[part])))
          }
          if largest > 32 { different += 1 }
        }
      }
    }
    return Double(different) / Double(max(first.width * first.height, 1))
  }

  /// Whether figures are written in DejaVu Sans here, as the golden pictures are: its letters have these widths.
  static var fontIsTheirs: Bool {
    abs(Theme.book.measure("Lookbook 0123", .body).width - 91.92) < 0.01
  }

  private var path: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Golden/\(name).png"
  }
}
