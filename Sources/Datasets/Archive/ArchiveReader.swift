import Foundation

/// One entry of an archive, before its content is read.
struct ArchiveEntry {
  /// What lies under the entry's name.
  enum Kind {
    case file
    /// Another name of some other file, `ln` or `ln -s`: not followed.
    case link
    /// A folder, a pipe, a device.
    case other
  }

  /// The name as the archive has it, less `./` before it. Whatever it says, nothing is ever written under it.
  let name: String
  let kind: Kind
  /// The bytes that the entry's header claims.
  let size: Int
}

/// Walks once through a tar archive, plain or packed by gzip, without unpacking it to the disk.
///
/// libarchive reads tar, our ``GzipReader`` gzip: it checks the checksum and the length at the end, which libarchive
/// leaves alone. No more than a buffer of the archive is in memory at a time, and the content that is asked for.
final class ArchiveReader {
  /// The archive's path.
  let path: String

  private let library: LibArchive
  private let archive: LibArchive.Archive
  private let source: ArchiveSource
  private var entry: LibArchive.Entry?
  private var isAtEnd = false

  /// Opens `file`.
  ///
  /// - Throws: `DatasetError.libraryMissing` without libarchive, `.malformed` if the file is no tar archive.
  init(_ file: InputFile) throws(DatasetError) {
    path = file.path
    library = try LibArchive.shared.get()
    source = ArchiveSource(try contentReader(of: file))
    guard let archive = library.start() else {
      throw .unreadable(path: path, reason: "there is no memory for an archive reader")
    }
    self.archive = archive
    _ = library.supportTar(archive)
    let status = library.open(
      archive, Unmanaged.passUnretained(source).toOpaque(), nil,
      { _, source, bytes in ArchiveSource.read(source, bytes) },
      nil)
    try check(status)
  }

  deinit { _ = library.end(archive) }

  /// The next entry; `nil` after the last, when the file has been read and checked to its end.
  ///
  /// - Throws: `DatasetError.malformed` where the archive is cut off or damaged; `.unreadable` from the system.
  func next() throws(DatasetError) -> ArchiveEntry? {
    guard !isAtEnd else { return nil }
    let status = library.nextHeader(archive, &entry)
    guard status != LibArchive.Status.endOfArchive else {
      try source.finish()
      isAtEnd = true
      return nil
    }
    try check(status)
    guard let entry else { return nil }
    // A name in letters that the system's language does not know is none of those that anybody asks for.
    let name = library.name(entry).map { String(cString: $0) } ?? ""
    let isLink = library.hardLink(entry) != nil || library.fileType(entry) == S_IFLNK
    let kind: ArchiveEntry.Kind = isLink ? .link : library.fileType(entry) == S_IFREG ? .file : .other
    return ArchiveEntry(
      name: name.hasPrefix("./") ? String(name.dropFirst(2)) : name, kind: kind,
      size: Int(library.size(entry)))
  }

  /// The content of the entry that came last.
  ///
  /// - Throws: `DatasetError.tooLarge` for an entry that claims more than `limit` bytes, before memory is reserved;
  ///   `.malformed` for one with another length than it claims.
  func content(of entry: ArchiveEntry, limit: Int) throws(DatasetError) -> [UInt8] {
    guard (0...limit).contains(entry.size) else {
      throw .tooLarge(path: "\(entry.name) in \(path)", found: "\(entry.size) bytes", limit: "\(limit) bytes")
    }
    var received = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: entry.size) { buffer, count in
      while count < entry.size, let base = buffer.baseAddress {
        received = library.readData(archive, base + count, entry.size - count)
        guard received > 0 else { break }
        count += received
      }
    }
    if received < 0 { try check(Int32(received)) }
    guard bytes.count == entry.size else {
      throw malformed(expected: "\(entry.size) bytes of \(entry.name)", found: "\(bytes.count)")
    }
    return bytes
  }

  private func check(_ status: Int32) throws(DatasetError) {
    if let failure = source.failure { throw failure }
    guard status != LibArchive.Status.success, status != LibArchive.Status.warning else { return }
    let message = library.errorText(archive).map { String(cString: $0) } ?? "no reason given"
    throw malformed(expected: "a sound tar archive", found: "damage (\(message))")
  }

  /// An error about the entry that came last.
  func malformed(expected: String, found: String) -> DatasetError {
    let position = max(0, Int(library.headerPosition(archive)))
    return .malformed(path: path, offset: position, expected: expected, found: found)
  }
}

/// Where libarchive's bytes come from, and the error that stopped them: an error cannot travel through C.
private final class ArchiveSource {
  private(set) var failure: DatasetError?
  private let reader: any ByteReader
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)

  init(_ reader: any ByteReader) { self.reader = reader }

  deinit { buffer.deallocate() }

  /// libarchive's function for more bytes (`archive_read_callback`).
  static func read(
    _ source: UnsafeMutableRawPointer?, _ bytes: UnsafeMutablePointer<UnsafeRawPointer?>?
  ) -> Int {
    guard let source else { return -1 }
    let this = Unmanaged<ArchiveSource>.fromOpaque(source).takeUnretainedValue()
    do throws(DatasetError) {
      bytes?.pointee = UnsafeRawPointer(this.buffer.baseAddress)
      return try this.reader.read(into: this.buffer)
    } catch {
      this.failure = error
      return -1
    }
  }

  /// Reads what follows the archive's end, zeros as a rule: only then gzip's checksum has been compared.
  func finish() throws(DatasetError) {
    while try reader.read(into: buffer) > 0 {}
  }
}
