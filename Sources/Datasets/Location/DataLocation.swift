import Foundation

/// The folder that holds `fashion-mnist/` and `miniplaces/`, and whether the user named it.
public struct DataLocation: Hashable, Sendable {
  /// The environment variable that names the folder when no option does.
  public static let environmentVariable = "LOOKBOOK_DATA"

  /// The folder's path.
  public let root: String
  /// Whether the user named it: then what is missing or broken there is an error, and nothing is written
  /// there. Otherwise it is the user's cache folder, and what it lacks is downloaded.
  public let isAuthoritative: Bool

  /// The folder named by `option`, else by `$LOOKBOOK_DATA`, else `lookbook/` in the user's cache folder:
  /// that is `$XDG_CACHE_HOME` or `~/.cache`, on Apple's systems `~/Library/Caches`.
  ///
  /// An empty variable counts as absent, and so does a relative `$XDG_CACHE_HOME` (XDG base directory
  /// specification 0.8, "must be absolute").
  public init(
    option: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    if let option {
      self.init(authoritative: option)
    } else if let variable = environment[Self.environmentVariable], !variable.isEmpty {
      self.init(authoritative: variable)
    } else {
      self.init(cache: Self.cacheFolder(environment) + "/lookbook")
    }
  }

  /// A folder whose content is taken as it is.
  public init(authoritative root: String) {
    self.root = root
    isAuthoritative = true
  }

  /// A folder of our own, filled by downloads.
  public init(cache root: String) {
    self.root = root
    isAuthoritative = false
  }

  /// The folder of the data set called `name`, for instance `fashion-mnist`.
  ///
  /// - Throws: `DatasetError.missing` if the user named the root and either folder is not there.
  public func folder(_ name: String) throws(DatasetError) -> String {
    let folder = root.hasSuffix("/") ? root + name : root + "/" + name
    guard isAuthoritative else { return folder }
    for (path, expected) in [(root, "a folder that holds \(name)/"), (folder, "a folder with the data")]
    where !isFolder(path) {
      throw .missing(
        path: path, expected: expected,
        advice:
          "put it there as the README's section 'The data' says, name another folder, or none (nor one in "
          + "\(Self.environmentVariable)) to have the data downloaded, or ask for drawn pictures "
          + "(in a chapter: --drawn)")
    }
    return folder
  }

  /// The folder in which what was made of data is kept, wherever the data lies: `prepared/` in our cache folder.
  public static func preparedFolder(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String {
    cacheFolder(environment) + "/lookbook/prepared"
  }

  /// The folder in which the weights of trained networks are kept: `trained/` in our cache folder.
  public static func trainedFolder(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String {
    cacheFolder(environment) + "/lookbook/trained"
  }

  /// The cache folder as a shell understands it, for who reads on: `~/.cache/lookbook`.
  public static var cacheName: String { cacheName(ProcessInfo.processInfo.environment) }

  static func cacheName(_ environment: [String: String]) -> String {
    if environment["XDG_CACHE_HOME"]?.hasPrefix("/") == true { return "$XDG_CACHE_HOME/lookbook" }
    #if os(macOS)
      return "~/Library/Caches/lookbook"
    #else
      return "~/.cache/lookbook"
    #endif
  }

  private static func cacheFolder(_ environment: [String: String]) -> String {
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return cache }
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
    #if os(macOS)
      return home + "/Library/Caches"
    #else
      return home + "/.cache"
    #endif
  }
}

/// Whether `path` is a folder that exists.
func isFolder(_ path: String) -> Bool {
  var isFolder: ObjCBool = false
  return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
}

/// Whether something exists at `path`.
func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
