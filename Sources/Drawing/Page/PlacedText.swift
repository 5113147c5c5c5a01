/// A text that was drawn, and where.
public struct PlacedText: Hashable, Sendable {
  /// What it says.
  public let text: String
  /// The size of its letters in nominal pixels, after every transform.
  public let size: Double
  /// Its ink on the page in nominal pixels; along the line of writing with the spaces at both ends.
  public let bounds: Rectangle
  /// What it may cover: the page between its margins, or what the clip left of it that was in force.
  let room: Rectangle
}

/// Something that is wrong with a page to a reader's eye.
public enum LayoutFault: Hashable, Sendable {
  /// A text reaches over the border of the page, into a figure's margin, or over what it was clipped to.
  case cutOff(PlacedText)
  /// Two texts overlap, or run into each other on one line.
  case overlapping(PlacedText, PlacedText)
  /// A text is smaller than ``Theme/smallestText``.
  case tooSmall(PlacedText)
}

extension LayoutFault {
  /// All that is wrong with these texts.
  static func all(in texts: [PlacedText]) -> [LayoutFault] {
    var faults: [LayoutFault] = []
    for text in texts {
      if text.size < Theme.smallestText { faults.append(.tooSmall(text)) }
      // Antialiasing takes a quarter of a nominal pixel that the outline does not have.
      if !text.room.inset(by: -0.25).contains(text.bounds) { faults.append(.cutOff(text)) }
    }
    // Sorted from top to bottom, a text can only meet those that follow until one begins below it.
    let sorted = texts.sorted { $0.bounds.minY < $1.bounds.minY }
    for (index, upper) in sorted.enumerated() {
      // Two words closer than this read as one.
      let reach = upper.bounds.inset(x: -1, y: 0)
      for lower in sorted[(index + 1)...] {
        if lower.bounds.minY >= upper.bounds.maxY { break }
        if reach.intersects(lower.bounds) { faults.append(.overlapping(upper, lower)) }
      }
    }
    return faults
  }
}

extension LayoutFault: CustomStringConvertible {
  /// One line with the texts and their places.
  public var description: String {
    func place(_ text: PlacedText) -> String {
      let bounds = text.bounds
      let numbers = [bounds.minX, bounds.minY, bounds.maxX, bounds.maxY].map { "\(($0 * 10).rounded() / 10)" }
      return "“\(text.text.prefix(40))” at \(numbers.joined(separator: " "))"
    }
    return switch self {
    case .cutOff(let text): "\(place(text)) is cut off"
    case .overlapping(let first, let second): "\(place(first)) overlaps \(place(second))"
    case .tooSmall(let text): "\(place(text)) has letters of \(text.size) pixels"
    }
  }
}
