import Foundation

/// The figures of a chapter: each is drawn, written, listed, and shown where the terminal can show pictures.
extension Chapter {
  /// Draws a figure and writes it to `<figures>/<name>.png`; its caption and its words for who cannot see it go to
  /// `figures.json` beside it.
  ///
  /// ```swift
  /// chapter.figure(
  ///   "labels", "How many of each", caption: "Every class has the same number of images.",
  ///   alt: "Ten horizontal bars of equal length.", bars)
  /// ```
  ///
  /// - Parameters:
  ///   - name: the file's name without its ending: small letters, digits and hyphens.
  ///   - title: the heading in the picture.
  ///   - caption: what to look at, in a sentence or two.
  ///   - alt: what is to be seen, for who cannot see it.
  ///   - content: what kind of thing it shows.
  ///   - book: the data that is shown, where it is not the chapter's.
  ///   - width: in nominal pixels; the picture has twice as many.
  ///   - panel: what is shown.
  public func figure(
    _ name: String, _ title: String, caption: String, alt: String, content: FigureEntry.Content = .results,
    of book: BookDataset? = nil, width: Double = 720, _ panel: any Panel
  ) {
    // What is to be seen in a chapter's own figures is known; in those of the reader's pictures it is not.
    let alt = dataInUse?.isOwn == true ? caption : alt
    let sketch = FigureSketch(
      name: name, title: title, caption: caption, alt: alt, content: content, width: width)
    follower?.finish()
    do {
      let note = content == .structure || book != nil ? nil : figureNote
      let drawn = try sketch.write(panel, to: figures, note: note)
      try figureIndex.add(sketch.entry(of: drawn, data: book?.title ?? dataInUse?.name ?? ""))
      show(drawn, of: sketch)
    } catch {
      fail(error)
    }
  }

  /// What a figure says about its data: nothing where the data is what its name says.
  var figureNote: String? {
    guard let data = dataInUse, let title = data.drawnInPlaceOf else { return nil }
    return "From drawn \(data.noun), not from \(title)."
  }

  func show(_ drawn: FigureSketch.Drawn, of sketch: FigureSketch) {
    console.print("→ \(figures)/\(sketch.name).png  \(sketch.title)")
    for fault in drawn.faults { StandardStreams.writeError("\(entry.program): \(sketch.name): \(fault)\n") }
    if let pictures = terminal.pictures, !options.machine.quiet {
      // As wide as on paper at a usual letter's width of 8 pixels of the 16 drawn, if the window is that wide.
      let columns = min(console.columns, drawn.width / 16)
      console.print(pictures.sequence(png: drawn.png, columns: columns))
    }
  }

  /// Pictures in characters, side by side, as many in a row as the window holds, each with its caption.
  public func show(_ pictures: [Picture], captions: [String] = []) {
    let blocks = TerminalBlocks(columns: console.columns, isColoured: terminal.showsColours)
    console.print(blocks.text(of: pictures, captions: captions))
  }

  /// Ends the program if the figures have no place to go to: better now than after the training. An experiment that
  /// names no folder may have no figures.
  func checkFigureFolder() {
    guard entry.number > 0 || options.files.figures != nil else { return }
    do { try FigureFolder.check(figures) } catch { fail(error) }
  }

  /// Reads a PNG file of the reader's own.
  public func picture(_ path: String) -> Picture {
    do { return try Picture(readingPNG: path) } catch { fail(error) }
  }

  /// The figures of this run, for the end of the chapter: a line each.
  var listOfFigures: String {
    guard !figureIndex.entries.isEmpty else { return "" }
    let widest = figureIndex.entries.map(\.file.count).max() ?? 0
    let lines = figureIndex.entries.map { entry in
      "  " + entry.file.padding(toLength: widest + 2, withPad: " ", startingAt: 0) + entry.title
    }
    return "\n\nFigures, in \(figures):\n" + lines.joined(separator: "\n")
  }
}

/// Everything about a figure but what is shown in it.
struct FigureSketch: Sendable {
  var name: String
  var title: String
  var caption: String
  var alt: String
  var content: FigureEntry.Content
  var width: Double

  /// A figure as it was written.
  struct Drawn {
    var png: [UInt8]
    var width: Int
    var height: Int
    var faults: [String]
  }

  /// Draws `panel` and writes the picture into `folder`, which is made if it is missing.
  func write(_ panel: any Panel, to folder: String, note: String?) throws -> Drawn {
    let page = Figure(title, note: note, width: width, panel).page()
    let png = try page.png()
    try PictureFile.write(png, to: "\(folder)/\(name).png")
    let scale = page.theme.scale
    return Drawn(
      png: png, width: Int((page.size.width * scale).rounded(.up)),
      height: Int((page.size.height * scale).rounded(.up)), faults: page.faults.map(\.description))
  }

  /// What the list of figures says about it.
  func entry(of drawn: Drawn, data: String) -> FigureEntry {
    FigureEntry(
      name: name, title: title, caption: caption, alt: alt, data: data, content: content,
      width: drawn.width, height: drawn.height, faults: drawn.faults)
  }
}
