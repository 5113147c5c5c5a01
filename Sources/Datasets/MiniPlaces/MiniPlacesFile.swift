/// One of the files that MiniPlaces consists of (Zhou et al. 2017, "Places: A 10 Million Image Database for Scene
/// Recognition"; the challenge's development kit).
public struct MiniPlacesFile: Hashable, Sendable {
  /// The file's official name.
  public let name: String
  /// Where the official file lies.
  public let address: String
  /// What the official file is known by: "MD5 2658…".
  public var checksum: String { remote.checksum }
  let remote: RemoteFile

  /// The pictures: 100,000 to train, 10,000 to validate, 10,000 to test without labels, and annotations of some objects.
  public static let archive = MiniPlacesFile(
    RemoteFile(
      name: "data.tar.gz", byteCount: nil, algorithm: .md5, digest: "265825ec94f79390e4f1e38045a69059"),
    folder: archiveMirrors[0])
  /// 100 categories and their numbers.
  public static let categories = MiniPlacesFile(
    "categories.txt", 1_716, "8658c6e5154e7502a1377e5ba1530b6f3618c0ddf98c72c14d2ad47bb6138d43")
  /// The training pictures and their categories.
  public static let training = MiniPlacesFile(
    "train.txt", 3_516_000, "bb701b8ed9129fa8d3b783803aa83abff5e48fd57c249efb0e9f088fbb57f7a7")
  /// The validation pictures and their categories.
  public static let validation = MiniPlacesFile(
    "val.txt", 199_000, "0b554c7bc4fe97393a42484c36a28ea69efa1a27aadf5220db78823fa7913737")
  /// 175 kinds of objects that are annotated in some pictures.
  public static let objects = MiniPlacesFile(
    "object_categories.txt", 1_938, "a5b4b475c579d9b641ba7473ab08a52cef5237340dc37155e857edca094aec8b")

  /// The text files, which lie elsewhere than the archive.
  static let lists = [categories, training, validation, objects]

  /// Where the archive lies; the address ends in a slash.
  public static let archiveMirrors = ["http://miniplaces.csail.mit.edu/data/"]
  /// Where the lists lie.
  public static let listMirrors = ["https://raw.githubusercontent.com/CSAILVision/miniplaces/master/data/"]

  private init(_ remote: RemoteFile, folder: String) {
    (name, address, self.remote) = (remote.name, folder + remote.name, remote)
  }

  private init(_ name: String, _ byteCount: Int, _ sha256: String) {
    self.init(
      RemoteFile(name: name, byteCount: byteCount, algorithm: .sha256, digest: sha256),
      folder: Self.listMirrors[0])
  }
}
