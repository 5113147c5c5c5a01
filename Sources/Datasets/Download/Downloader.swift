import Foundation

/// How far the download of a data set has come.
public struct DownloadProgress: Sendable {
  /// The file that is on its way.
  public let file: String
  /// Bytes of the whole download that have arrived.
  public let bytes: Int
  /// Bytes of the whole download; as far as its server says so, where nobody knew before.
  public let total: Int
}

/// Fetches files of known digest from the first mirror that has them.
struct Downloader {
  /// Addresses ending in a slash, in the order they are asked.
  var mirrors: [String]
  /// How long each is waited for.
  var patience = Patience()
  var onProgress: @Sendable (DownloadProgress) -> Void = { _ in }

  /// Fetches `files` into `folder`, each replaced only by a complete, checked one.
  ///
  /// - Returns: the mirror that delivered the last file.
  /// - Throws: `DatasetError.unreachable` if no mirror took a connection, `.wrongAnswer` if one did but none gave the file,
  ///   `.unwritable` if the folder cannot take it, `.libraryMissing` without libcrypto. Nothing half-written is left.
  func fetch(_ files: [RemoteFile], into folder: String) throws(DatasetError) -> String {
    let known = files.reduce(0) { $0 + ($1.byteCount ?? 0) }
    var order = mirrors
    var before = 0
    for file in files {
      let start = before
      let delivered = try fetch(file, into: folder, from: order) { bytes, announced in
        let total = file.byteCount == nil ? known + max(bytes, announced) : known
        onProgress(DownloadProgress(file: file.name, bytes: start + bytes, total: total))
      }
      // The mirror that worked is asked first for what remains.
      order = [delivered] + order.filter { $0 != delivered }
      before += file.byteCount ?? 0
    }
    return order.first ?? ""
  }

  private func fetch(
    _ file: RemoteFile, into folder: String, from mirrors: [String],
    onBytes: @escaping @Sendable (_ received: Int, _ announced: Int) -> Void
  ) throws(DatasetError) -> String {
    var attempts: [String] = []
    var someoneIsThere = false
    for mirror in mirrors {
      guard let url = URL(string: mirror + file.name), let host = url.host else {
        attempts.append("\(mirror): no address")
        continue
      }
      do throws(MirrorFailure) {
        try Transfer.fetch(url, file, to: folder + "/" + file.name, patience: patience, onBytes: onBytes)
        return mirror
      } catch {
        switch error {
        case .local(let error): throw error
        case .unreachable(let reason): attempts.append("\(host): \(reason)")
        case .wrong(let reason):
          attempts.append("\(host): \(reason)")
          someoneIsThere = true
        }
      }
    }
    if someoneIsThere { throw .wrongAnswer(file: file.name, attempts: attempts) }
    throw .unreachable(file: file.name, attempts: attempts)
  }
}
