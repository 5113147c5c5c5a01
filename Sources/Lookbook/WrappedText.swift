/// Text in lines of a terminal's width.
enum WrappedText {
  /// What a line of the opening has room for beside its name: 80 columns less those of "data     ".
  static let columns = 71

  /// Breaks every line of `text` that is longer than `columns` between words. A word that is longer still, a path for
  /// instance, gets a line of its own: whoever copies it wants it whole.
  static func lines(_ text: String, columns: Int = columns) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      guard line.count > columns else { return [String(line)] }
      let indent = String(line.prefix { $0 == " " })
      var lines: [String] = []
      for word in line.split(separator: " ") {
        if let last = lines.last, last.count + 1 + word.count <= columns {
          lines[lines.count - 1] = "\(last) \(word)"
        } else {
          lines.append(indent + word)
        }
      }
      return lines
    }
  }
}
