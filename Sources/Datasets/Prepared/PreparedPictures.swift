import Foundation
import Kernels
import Synchronization

/// Prepared pictures in their file, which is mapped into memory: opening it reads it once to compare the checksums, and
/// copies nothing.
final class PreparedPictures: Sendable {
  let header: PreparedHeader
  let details: PreparedDetails
  /// The label of each picture, ``PreparedFormat/leftOut`` for one that could not be read.
  let labels: [UInt16]
  /// A checksum of the pictures' checksums.
  let fingerprint: UInt32
  private let memory: MappedFile

  /// The file at `path`; `nil` if there is none, or none that can be trusted: of another version, cut off, altered.
  convenience init?(path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    self.init(descriptor: descriptor)
  }

  /// The same of a file that is open.
  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let byteCount = Int(status.st_size)
    guard let page = Self.bytes(descriptor, 0..<PreparedFormat.headerSize),
      let header = PreparedHeader.read(page, byteCount: byteCount),
      let end = Self.bytes(descriptor, header.indexOffset..<byteCount), Checksum.of(end) == header.checksum
    else { return nil }
    let details = Data(end[(header.detailsOffset - header.indexOffset)...])
    guard let details = try? JSONDecoder().decode(PreparedDetails.self, from: details),
      details.parts.allSatisfy({ (0...header.count).contains($0) }),
      details.parts.reduce(0, +) == header.count
    else { return nil }
    let (checksums, labels) = end.withUnsafeBytes { end in
      (
        (0..<header.count).map {
          UInt32(littleEndian: end.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self))
        },
        (0..<header.count).map {
          UInt16(littleEndian: end.loadUnaligned(fromByteOffset: 4 * header.count + 2 * $0, as: UInt16.self))
        }
      )
    }
    guard labels.allSatisfy({ $0 == PreparedFormat.leftOut || $0 < details.classNames.count }),
      Self.areSound(descriptor, header, checksums, labels),
      let memory = MappedFile(descriptor, byteCount: byteCount)
    else { return nil }
    (self.header, self.details, self.labels, self.memory) = (header, details, labels, memory)
    fingerprint = Checksum.of(Array(end.prefix(4 * header.count)))
  }

  /// Where picture `slot` begins.
  func pixels(_ slot: Int) -> UnsafePointer<UInt8> {
    let start = memory.start + PreparedFormat.headerSize + slot * header.imageSize.count
    return start.assumingMemoryBound(to: UInt8.self)
  }

  /// The pictures of part `index` that could be read, in order.
  func part(_ index: Int, name: String, source: DataSource) -> PreparedPart {
    let start = details.parts[..<index].reduce(0, +)
    let slots = (start..<start + details.parts[index]).filter { labels[$0] != PreparedFormat.leftOut }
    return PreparedPart(name: name, source: source, pictures: self, slots: slots.map(Int32.init))
  }

  /// Pictures whose checksums one turn of the parallel loop compares: of MiniPlaces 200 KB, read into memory that stays in
  /// the processor's cache.
  private static let chunk = 64

  /// Whether every picture that could be read has its checksum.
  private static func areSound(
    _ descriptor: Int32, _ header: PreparedHeader, _ checksums: [UInt32], _ labels: [UInt16]
  ) -> Bool {
    let size = header.imageSize.count
    let areSound = Atomic(true)
    parallelChunks(header.count, chunk: chunk) { slots in
      let start = PreparedFormat.headerSize + slots.lowerBound * size
      let isSound = bytes(descriptor, start..<start + slots.count * size)?.withUnsafeBytes { pixels in
        guard let first = pixels.baseAddress else { return false }
        return slots.allSatisfy { slot in
          labels[slot] == PreparedFormat.leftOut
            || Checksum.of(first + (slot - slots.lowerBound) * size, count: size) == checksums[slot]
        }
      }
      if isSound != true { areSound.store(false, ordering: .relaxed) }
    }
    return areSound.load(ordering: .relaxed)
  }

  /// These bytes of the file; `nil` if it has them not.
  private static func bytes(_ descriptor: Int32, _ range: Range<Int>) -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < range.count, let base = buffer.baseAddress {
        let received = pread(descriptor, base + count, range.count - count, off_t(range.lowerBound + count))
        if received < 0 && errno == EINTR { continue }
        guard received > 0 else { break }
        count += received
      }
    }
    return bytes.count == range.count ? bytes : nil
  }
}

/// A file that is read like memory, by the pages of it that are looked at.
private final class MappedFile: @unchecked Sendable {
  let start: UnsafeRawPointer
  private let byteCount: Int

  init?(_ descriptor: Int32, byteCount: Int) {
    guard let start = mmap(nil, byteCount, PROT_READ, MAP_SHARED, descriptor, 0), start != MAP_FAILED else {
      return nil
    }
    (self.start, self.byteCount) = (UnsafeRawPointer(start), byteCount)
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: start), byteCount) }
}
