extension ChapterData {
  /// So many of its pictures, in the words of a title: "one place", "twelve garments", "20 pictures".
  public func words(for count: Int) -> String {
    let numerals = [
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ]
    let number = numerals.indices.contains(count) ? numerals[count] : count.grouped
    return "\(number) \(count == 1 ? thing : noun)"
  }
}
