/// What the segments of a JPEG file say beside its pixels (ITU-T T.81, annex B.1.1).
///
/// A segment begins with `FF` and the number of its kind; most go on with two bytes of length and their content. The
/// coded pixels follow their SOS segment without a length; among them `FF` is followed by 0 or by the number of a restart,
/// so that the next segment can be told.
struct JPEGSegments {
  /// Whether the file goes on to its end marker. One that does not was cut off.
  private(set) var isComplete = false
  /// The content of the first EXIF segment, a small TIFF file with the camera's notes.
  private(set) var exif: ArraySlice<UInt8>?

  private enum Marker {
    static let startOfImage: UInt8 = 0xD8
    static let endOfImage: UInt8 = 0xD9
    static let app1: UInt8 = 0xE1
    /// Markers without content: a temporary one of arithmetic coding, and the restarts.
    static func standsAlone(_ marker: UInt8) -> Bool { marker == 0x01 || (0xD0...0xD7).contains(marker) }
  }

  /// What an EXIF segment begins with (Exif 2.32, section 4.7.2).
  private static let exifName = Array("Exif\0\0".utf8)

  /// Whether `file` begins as a JPEG file does.
  static func areIn(_ file: [UInt8]) -> Bool { file.starts(with: [0xFF, Marker.startOfImage, 0xFF]) }

  /// Walks through `file` up to its end marker, or as far as it goes.
  init(_ file: [UInt8]) {
    var place = 2
    while let marker = Self.nextMarker(in: file, &place) {
      if marker == Marker.endOfImage {
        isComplete = true
        return
      }
      if Marker.standsAlone(marker) { continue }
      guard place + 2 <= file.count else { return }
      // The two bytes of the length count themselves.
      let end = place + max(2, Int(file[place]) << 8 | Int(file[place + 1]))
      guard end <= file.count else { return }
      let content = file[place + 2..<end]
      if marker == Marker.app1 && exif == nil && content.starts(with: Self.exifName) {
        exif = content.dropFirst(Self.exifName.count)
      }
      place = end
    }
  }

  /// The number of the next marker, `place` behind it; `nil` at the end of the file.
  private static func nextMarker(in file: [UInt8], _ place: inout Int) -> UInt8? {
    while place + 1 < file.count {
      // Any number of FF may stand before a marker's number; 0 after it makes it a coded pixel.
      if file[place] == 0xFF && file[place + 1] != 0xFF && file[place + 1] != 0 {
        place += 2
        return file[place - 1]
      }
      place += 1
    }
    return nil
  }
}
