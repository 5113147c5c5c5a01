import Foundation

/// What an option's value should have been. The parser names the option and what was found, and this says the rest.
struct ExpectedValue: Error, CustomStringConvertible {
  let what: String
  init(_ what: String) { self.what = what }
  var description: String { "expected \(what)" }
}

/// Turns the words of a command line into values, or says what was expected.
enum OptionValues {
  /// A whole number of `range`.
  static func wholeNumber(from range: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
    { text in
      guard let value = Int(text), range.contains(value) else {
        throw ExpectedValue("a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
      return value
    }
  }

  /// A number above 0 and at most `most`.
  static func positiveNumber(upTo most: Double) -> @Sendable (String) throws -> Double {
    { text in
      guard let value = Double(text), value.isFinite, value > 0, value <= most else {
        throw ExpectedValue("a number above 0, at most \(most.formatted)")
      }
      return value
    }
  }

  /// A learning rate: a number that is above 0 and finite as a `Float` too, since that is what the weights are.
  static func learningRate(_ text: String) throws -> Double {
    guard let value = Double(text), Float(value).isFinite, Float(value) > 0 else {
      throw ExpectedValue("a finite number above 0")
    }
    return value
  }

  /// A seed: any 64-bit number that is not negative.
  static func seed(_ text: String) throws -> UInt64 {
    guard let value = UInt64(text) else { throw ExpectedValue("a whole number from 0 to \(UInt64.max)") }
    return value
  }

  /// A folder that exists.
  static func existingFolder(_ text: String) throws -> String {
    switch FileKind(at: text) {
    case .folder: return text
    case .file: throw ExpectedValue("a folder, and this is a file")
    case .nothing: throw ExpectedValue("a folder that exists")
    }
  }

  /// A folder, or a path where one can be made.
  static func folder(_ text: String) throws -> String {
    guard !text.isEmpty else { throw ExpectedValue("the path of a folder") }
    if FileKind(at: text) == .file { throw ExpectedValue("a folder, and this is a file") }
    return text
  }

  /// A file, or a path where one can be made: its folder exists and can be written.
  static func file(_ text: String) throws -> String {
    guard !text.isEmpty else { throw ExpectedValue("the path of a file") }
    if FileKind(at: text) == .folder { throw ExpectedValue("a file, and this is a folder") }
    let folder = URL(fileURLWithPath: text).deletingLastPathComponent().path
    guard FileKind(at: folder) == .folder else { throw ExpectedValue("a file in a folder that exists") }
    guard access(folder, W_OK) == 0 else { throw ExpectedValue("a file in a folder that can be written") }
    return text
  }

  /// What lies at a path.
  private enum FileKind {
    case nothing, file, folder

    init(at path: String) {
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      self = !exists ? .nothing : isFolder.boolValue ? .folder : .file
    }
  }
}

extension Double {
  /// `4` rather than `4.0`.
  fileprivate var formatted: String { self == rounded() ? String(Int(self)) : String(self) }
}
