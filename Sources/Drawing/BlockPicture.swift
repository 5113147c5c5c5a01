/// A grey picture made of block characters, for a terminal: two characters a pixel, in five shades from dark to light.
///
/// - Parameters:
///   - pixels: `[height, width]` bytes in rows, 0 the darkest.
/// - Returns: `height` lines; blanks at their ends are left out.
public func blockPicture(_ pixels: [UInt8], height: Int, width: Int) -> String {
  precondition(pixels.count == height * width, "\(pixels.count) bytes are no picture of \(height)×\(width)")
  let shades: [Character] = [" ", "░", "▒", "▓", "█"]
  return (0..<height).map { row in
    var line = ""
    for pixel in pixels[row * width..<(row + 1) * width] {
      let shade = shades[(Int(pixel) * (shades.count - 1) + 127) / 255]
      line.append(shade)
      line.append(shade)
    }
    while line.last == " " { line.removeLast() }
    return line
  }.joined(separator: "\n")
}
