import Drawing

/// Everything that data from outside can get wrong: files, folders, mirrors, disks, libraries.
///
/// Each case carries where it happened, what was expected and what was found; `description` says it in one
/// line that ends with what to do next.
public enum DatasetError: Error, Equatable {
  /// A file or folder that must be there is not.
  case missing(path: String, expected: String, advice: String)

  /// The system refused to open or read a file; `reason` is the system's own message.
  case unreadable(path: String, reason: String)

  /// The system refused to write (full disk, read-only folder); nothing half-written was left behind.
  case unwritable(path: String, reason: String)

  /// The content is not what the format promises. `offset` counts bytes of the content, after decompression.
  case malformed(path: String, offset: Int, expected: String, found: String)

  /// A picture that no decoder understands: cut off, damaged, or no picture.
  case undecodable(path: String, expected: String, found: String)

  /// A picture of a kind that is not read, such as "WebP".
  case otherPicture(path: String, kind: String)

  /// A folder where a picture is meant.
  case folder(path: String)

  /// Something is larger than what is read, found out before memory was reserved for it.
  case tooLarge(path: String, found: String, limit: String)

  /// More pictures than allowed cannot be read: the collection is broken. `first` is the first picture's own error.
  case tooMuchDamage(name: String, count: Int, allowed: Int, found: Int, first: String)

  /// The lists name pictures that are not there.
  case missingPictures(path: String, count: Int, total: Int, first: String)

  /// A folder of pictures does not hold a folder for each of two classes or more.
  case tooFewClasses(path: String, found: Int)

  /// A class has too few pictures to learn it and to test it.
  case tooFewPictures(name: String, className: String, expected: Int, found: Int)

  /// The pictures to learn from show nothing: all of their pixels are alike.
  case blank(name: String, count: Int)

  /// A line of a list is not what it should be. Lines are counted from 1.
  case badLine(path: String, line: Int, expected: String, found: String)

  /// As many labels as images were expected.
  case countsDisagree(images: String, imageCount: Int, labels: String, labelCount: Int)

  /// A file has to be put in its place by hand: its only server did not give it, or was not to be asked.
  case mustBePlaced(file: String, place: String, address: String, digest: String, attempts: [String])

  /// No mirror could be reached: there is no network, or a wall in front of it.
  case unreachable(file: String, attempts: [String])

  /// At least one mirror is there, but none gave the right file (silence, a web page, a cut or altered file).
  case wrongAnswer(file: String, attempts: [String])

  /// A system library that is loaded at run time is not installed.
  case libraryMissing(library: String, purpose: String, install: String)
}

extension DatasetError: CustomStringConvertible {
  /// What works in a chapter and in a program of the reader's own.
  private static let withoutDownload =
    "name a folder that has it in \(DataLocation.environmentVariable), or ask for drawn pictures "
    + "(in a chapter: --drawn)"

  /// How a file is put in its place by hand.
  static func placing(file: String, place: String, address: String, digest: String) -> String {
    "get \(file) from \(address) or from somebody who has it (\(digest)), "
      + "and put it at \(place)"
  }

  /// One line: what happened, where, and what to do next.
  public var description: String {
    switch self {
    case .missing(let path, let expected, let advice):
      "\(path): expected \(expected), found nothing there; \(advice)"
    case .unreadable(let path, let reason):
      "\(path): cannot be read (\(reason)); check the path and its permissions"
    case .unwritable(let path, let reason):
      "\(path): cannot be written (\(reason)); free some space, or name a folder that has the data in "
        + DataLocation.environmentVariable
    case .malformed(let path, let offset, let expected, let found):
      "\(path): at byte \(offset) expected \(expected), found \(found); replace the file with the official one"
    case .undecodable(let path, let expected, let found):
      "\(path): expected \(expected), found \(found); get the picture anew, or remove it"
    case .otherPicture(let path, let kind):
      "\(path): it is \(kind == "AVIF" ? "an" : "a") \(kind) picture; convert it to JPEG or PNG"
    case .folder(let path):
      "\(path): it is a folder; name pictures, for instance \(path.hasSuffix("/") ? path : path + "/")*.png"
    case .tooLarge(let path, let found, let limit):
      "\(path): found \(found), expected no more than \(limit); make it smaller, or remove it"
    case .tooMuchDamage(let name, let count, let allowed, let found, let first):
      "\(name): expected at most \(NumberText.grouped(allowed)) of \(NumberText.grouped(count)) pictures that cannot be read, found \(found) and perhaps more; "
        + "get them anew, or remove them; the first is \(first)"
    case .missingPictures(let path, let count, let total, let first):
      "\(path): expected the \(NumberText.grouped(total)) pictures that the lists name, found \(NumberText.grouped(count)) of them missing, the first "
        + "\(first); get the whole archive, or the lists that belong to this one"
    case .tooFewClasses(let path, let found):
      "\(path): expected a folder of pictures for each of two classes or more, found \(found) "
        + "\(found == 1 ? "folder" : "folders") in it; put the pictures of each class into a folder of its own"
    case .tooFewPictures(let name, let className, let expected, let found):
      "\(name): expected at least \(expected) pictures of the class “\(className)”, one to learn from and one to be "
        + "tested on, found \(found) that can be read; put more there, or remove its folder"
    case .blank(let name, let count):
      "\(name): expected pictures to learn from, found \(count) without anything in them, all pixels alike; "
        + "use more of them, or others"
    case .badLine(let path, let line, let expected, let found):
      "\(path): in line \(line) expected \(expected), found \(found); replace the file with the official one"
    case .countsDisagree(let images, let imageCount, let labels, let labelCount):
      "\(labels): expected \(imageCount) labels, one for each image of \(images), found \(labelCount); "
        + "replace both files with the official ones"
    case .mustBePlaced(let file, let place, let address, let digest, let attempts):
      "\(file): it could not be had (\(attempts.joined(separator: "; "))); "
        + Self.placing(file: file, place: place, address: address, digest: digest)
    case .unreachable(let file, let attempts):
      "\(file): no mirror could be reached (\(attempts.joined(separator: "; "))); "
        + "connect to a network, or \(Self.withoutDownload)"
    case .wrongAnswer(let file, let attempts):
      "\(file): no mirror sent the official file (\(attempts.joined(separator: "; "))); "
        + "download it by hand, or \(Self.withoutDownload)"
    case .libraryMissing(let library, let purpose, let install):
      "\(library): expected this system library \(purpose), found none; \(install)"
    }
  }
}
