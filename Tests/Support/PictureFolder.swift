import Drawing
import Foundation

/// A folder of pictures as a reader may have them, made up of PNG files: discs in one class, bars in the other.
package final class PictureFolder {
  private let folder: TemporaryFolder
  /// The folder that holds a folder for each class.
  package let path: String

  /// - Parameters:
  ///   - discs: how many pictures the class "a disc" has.
  ///   - bars: how many "bars" has.
  package init(discs: Int = 5, bars: Int = 5) throws {
    folder = try TemporaryFolder()
    path = folder.path(of: "marks")
    for (name, count) in [("a disc", discs), ("bars", bars)] {
      for number in 0..<count {
        try write(Self.png(isDisc: name == "a disc", number: number), to: "\(name)/\(number).png")
      }
    }
  }

  /// Writes a file, its folder first.
  ///
  /// - Returns: its path.
  @discardableResult
  package func write(_ bytes: [UInt8], to name: String) throws -> String {
    let file = "\(path)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  /// A dark mark on a light ground, somewhat larger and darker with its number.
  private static func png(isDisc: Bool, number: Int) throws -> [UInt8] {
    let page = Page(size: Size(24, 18))
    let color = Color(red: 0.5 - 0.04 * Double(number), green: 0.2, blue: 0.1)
    let size = 5 + 0.4 * Double(number)
    if isDisc {
      page.fill(.ellipse(center: Point(12, 9), radiusX: size, radiusY: size), color)
    } else {
      page.fill(.rectangle(12 - size / 4, 1, size / 2, 16), color)
    }
    return try page.png()
  }
}
