/// One of the four files that Fashion-MNIST consists of (Xiao, Rasul and Vollgraf 2017, arXiv:1708.07747).
public struct FashionMNISTFile: Hashable, Sendable {
  /// The file's official name; a file without the ending `.gz`, unpacked, is read as well.
  public let name: String
  /// The size of the official file.
  public let byteCount: Int
  /// The SHA-256 of the official file.
  public let sha256: String

  /// 60,000 training images.
  public static let trainingImages = FashionMNISTFile(
    name: "train-images-idx3-ubyte.gz", byteCount: 26_421_880,
    sha256: "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84")
  /// Their labels.
  public static let trainingLabels = FashionMNISTFile(
    name: "train-labels-idx1-ubyte.gz", byteCount: 29_515,
    sha256: "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845")
  /// 10,000 test images.
  public static let testImages = FashionMNISTFile(
    name: "t10k-images-idx3-ubyte.gz", byteCount: 4_422_102,
    sha256: "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073")
  /// Their labels.
  public static let testLabels = FashionMNISTFile(
    name: "t10k-labels-idx1-ubyte.gz", byteCount: 5_148,
    sha256: "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5")

  /// The four files in the order they are read.
  public static let all = [trainingImages, trainingLabels, testImages, testLabels]

  /// Where the official files lie; each address ends in a slash and is followed by a file's name.
  public static let mirrors = [
    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
    "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
  ]

  /// The file as it is published.
  var remote: RemoteFile { RemoteFile(name: name, byteCount: byteCount, algorithm: .sha256, digest: sha256) }

  /// The path of this file in `folder`, packed or unpacked, or nil if it has neither.
  public func path(in folder: String) -> String? {
    [folder + "/" + name, folder + "/" + String(name.dropLast(".gz".count))].first(where: exists)
  }

  /// Whether `folder` holds the official file, packed as it was published. One that was unpacked by hand cannot be held
  /// against the official digest, and does not count.
  ///
  /// - Throws: `DatasetError.unreadable`, or `.libraryMissing` without libcrypto.
  func isOfficial(in folder: String) throws(DatasetError) -> Bool {
    guard let path = path(in: folder), path.hasSuffix(name) else { return false }
    return try Digest.sha256(ofFile: path) == sha256
  }
}
