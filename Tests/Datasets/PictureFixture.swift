import Foundation
import Testing

@testable import Datasets

/// A small JPEG or PNG file, and what Pillow and torchvision make of it (`Tests/Peers/picture_fixtures.py`).
struct PictureFixture: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  /// Of the upright picture.
  let width, height: Int
  /// FNV-1a of the upright picture's bytes `[height, width, 3]`, in hexadecimal.
  let checksum: String
  /// FNV-1a of the middle of it, scaled to 8×8: `[3, 8, 8]` in colour, `[1, 8, 8]` in grey.
  let square, greySquare: String
  let file: Data

  var testDescription: String { name }
  var bytes: [UInt8] { [UInt8](file) }

  static let all: [PictureFixture] = {
    guard
      let file = Bundle.module.url(forResource: "pictures", withExtension: "json", subdirectory: "Fixtures"),
      let fixtures = try? JSONDecoder().decode([PictureFixture].self, from: Data(contentsOf: file))
    else { return [] }
    return fixtures
  }()

  /// Those of them that are JPEG.
  static let jpeg = all.filter { !$0.name.hasPrefix("png") }

  /// The bytes of the file called `name`.
  static func bytes(_ name: String) throws -> [UInt8] { try #require(all.first { $0.name == name }).bytes }
}

/// FNV-1a (Fowler, Noll and Vo) in hexadecimal.
func checksum(_ bytes: some Sequence<UInt8>) -> String {
  let value = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}

/// Whether what only MiniPlaces needs is installed: without it these tests have nothing to test.
enum PlacesLibraries {
  static let areInstalled: Bool = {
    (try? TurboJPEG.shared.get()) != nil && (try? LibArchive.shared.get()) != nil
  }()
}
