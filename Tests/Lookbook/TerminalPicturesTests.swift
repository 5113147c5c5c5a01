import Drawing
import Foundation
import Testing

@testable import Lookbook

@Suite struct TerminalPicturesTests {
  @Test(arguments: [
    (["TERM": "xterm-kitty"], TerminalPictures?.some(.kitty)),
    (["TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"], .kitty),
    (["TERM": "xterm-ghostty"], .kitty),
    (["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"], .iTerm),
    (["TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"], .iTerm),
    (["TERM": "xterm-256color"], nil),
    (["TERM": "dumb", "KITTY_WINDOW_ID": "1"], nil),
    (["TERM": "xterm-kitty", "TMUX": "/tmp/tmux-0/default,1,0"], nil),
    (["TERM": "screen-256color", "LC_TERMINAL": "iTerm2"], nil),
    ([:], nil),
  ])
  func onlyATerminalThatNamesItselfGetsPictures(
    _ environment: [String: String], _ expected: TerminalPictures?
  ) {
    #expect(TerminalPictures(environment: environment) == expected)
    let abilities = TerminalAbilities(environment: environment, isTerminal: false)
    #expect(abilities == .none, "a pipe gets none, whatever the environment says")
  }

  @Test func coloursNeedATerminalThatHasThemAndAReaderWhoWantsThem() {
    func shows(_ environment: [String: String]) -> Bool {
      TerminalAbilities(environment: environment, isTerminal: true).showsColours
    }
    #expect(shows(["COLORTERM": "truecolor"]) && shows(["COLORTERM": "24bit", "NO_COLOR": ""]))
    #expect(!shows([:]) && !shows(["COLORTERM": "truecolor", "NO_COLOR": "1"]))
  }

  /// The protocol's own words: pieces of at most 4,096 characters, `m=1` on all but the last.
  @Test func kittysPiecesJoinToTheFile() throws {
    let png = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let sequence = TerminalPictures.kitty.sequence(png: png, columns: 60)
    let pieces = sequence.components(separatedBy: "\u{1B}\\").dropLast()
    #expect(pieces.count == 4)
    let bodies = try pieces.enumerated().map { index, piece in
      let parts = piece.components(separatedBy: ";")
      let keys = index == 0 ? "\u{1B}_Ga=T,f=100,q=2,c=60," : "\u{1B}_G"
      #expect(parts.count == 2 && parts[0] == keys + "m=\(index < 3 ? 1 : 0)")
      let body = try #require(parts.last)
      #expect(body.count <= 4096)
      return body
    }
    #expect(Data(base64Encoded: bodies.joined()) == Data(png))
  }

  @Test func iTermGetsTheFileInOnePiece() throws {
    let sequence = TerminalPictures.iTerm.sequence(png: [1, 2, 3, 4], columns: 40)
    #expect(
      sequence == "\u{1B}]1337;File=inline=1;size=4;width=40;preserveAspectRatio=1:AQIDBA==\u{07}")
  }
}

@Suite struct TerminalBlocksTests {
  /// Two columns, three rows: black, white; white, white; grey, black.
  private let picture = Picture(pixels: [0, 255, 255, 255, 128, 0], width: 2, height: 3, channels: 1)

  @Test func aShadeStandsForTwoPixels() {
    let blocks = TerminalBlocks(columns: 80, isColoured: false)
    // Means of 127.5, 255, 128 (the last row stands for itself twice) and 0.
    #expect(blocks.text(of: [picture], captions: ["ab"]) == "▒█\n▒ \nab")
  }

  @Test func colouredBlocksHoldBothPixelsAndEndTheirColour() {
    let colour = Picture(pixels: [255, 0, 0, 0, 0, 255], width: 1, height: 2, channels: 3)
    let text = TerminalBlocks(columns: 80, isColoured: true).text(of: [colour], captions: [""])
    #expect(text == "\u{1B}[38;2;255;0;0;48;2;0;0;255m▀\u{1B}[0m\n ")
  }

  @Test func asManyStandInARowAsFit() {
    let blocks = TerminalBlocks(columns: 10, isColoured: false)
    #expect(blocks.picturesInARow(width: 2) == 3 && blocks.picturesInARow(width: 40) == 1)
    let lines = blocks.text(of: [picture, picture, picture, picture], captions: ["a", "b", "long", "d"])
      .components(separatedBy: "\n")
    #expect(lines.count == 7)
    #expect(lines[0] == "▒█  ▒█  ▒█" && lines[2] == "a   b   lo" && lines[6] == "d ")
  }

  @Test func aPictureWiderThanALineIsShownWithFewerPixels() {
    let photograph = Picture(
      pixels: [UInt8](repeating: 255, count: 900 * 600), width: 900, height: 600, channels: 1)
    let lines = TerminalBlocks(columns: 80, isColoured: false).text(of: [photograph], captions: ["mine"])
      .components(separatedBy: "\n")
    // Every twelfth pixel: 75 × 50, two rows in a line, and the caption.
    #expect(lines.count == 26 && lines[0] == String(repeating: "█", count: 75))
  }

  @Test func whatShowsThroughIsBlack() {
    let clear = Picture(pixels: [255, 255, 255, 0, 255, 255, 255, 255], width: 2, height: 1, channels: 4)
    #expect(TerminalBlocks(columns: 80, isColoured: false).text(of: [clear], captions: []) == " █\n  ")
  }

  @Test func nothingIsNothing() {
    #expect(TerminalBlocks(columns: 80, isColoured: false).text(of: [], captions: ["a"]).isEmpty)
    let empty = Picture(pixels: [], width: 0, height: 0, channels: 1)
    #expect(TerminalBlocks(columns: 80, isColoured: false).text(of: [empty], captions: []).isEmpty)
  }
}
