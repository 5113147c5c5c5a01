import Foundation

/// How a terminal shows whole pictures between its lines of text, if it says that it can.
///
/// Two protocols are common: [Kitty's](https://sw.kovidgoyal.net/kitty/graphics-protocol/), which Ghostty, WezTerm and
/// Konsole speak too, and [iTerm2's](https://iterm2.com/documentation-images.html). Both take a PNG in Base64
/// between two control sequences; a terminal that knows neither would print the Base64, so nothing is sent unless the
/// environment names one that does.
enum TerminalPictures: Equatable, Sendable {
  case kitty, iTerm

  /// The protocol of the terminal that `environment` describes; nil where it names none.
  ///
  /// Inside tmux or screen there is none: they pass neither protocol on.
  init?(environment: [String: String]) {
    func has(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
    let (term, program) = (environment["TERM"] ?? "", environment["TERM_PROGRAM"] ?? "")
    if has("TMUX") || has("STY") || term.hasPrefix("tmux") || term.hasPrefix("screen") || term == "dumb" {
      return nil
    }
    if term == "xterm-kitty" || term == "xterm-ghostty" || has("KITTY_WINDOW_ID")
      || has("GHOSTTY_RESOURCES_DIR") || program == "WezTerm" || has("KONSOLE_VERSION")
    {
      self = .kitty
    } else if program == "iTerm.app" || environment["LC_TERMINAL"] == "iTerm2" {
      self = .iTerm
    } else {
      return nil
    }
  }

  /// What has to be printed to show `png`, `columns` characters wide.
  func sequence(png: [UInt8], columns: Int) -> String {
    let text = Data(png).base64EncodedString()
    switch self {
    case .iTerm:
      return
        "\u{1B}]1337;File=inline=1;size=\(png.count);width=\(columns);preserveAspectRatio=1:\(text)\u{07}"
    case .kitty:
      // At most 4,096 characters in a piece, says the protocol; `m` announces more, `q=2` wants no answer, which
      // would end up in the shell's input.
      var pieces: [Substring] = []
      var rest = text[...]
      while !rest.isEmpty {
        pieces.append(rest.prefix(4096))
        rest = rest.dropFirst(4096)
      }
      return pieces.enumerated().map { index, piece in
        let keys = index == 0 ? "a=T,f=100,q=2,c=\(columns)," : ""
        return "\u{1B}_G\(keys)m=\(index < pieces.count - 1 ? 1 : 0);\(piece)\u{1B}\\"
      }.joined()
    }
  }
}
