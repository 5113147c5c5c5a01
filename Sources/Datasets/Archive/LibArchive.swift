import Foundation

/// The functions of libarchive that walk through a tar archive (`archive_read(3)`, `archive_entry(3)`).
struct LibArchive: Sendable {
  typealias Archive = OpaquePointer
  typealias Entry = OpaquePointer
  /// Archive and whose data; leaves the start of the next bytes and returns how many there are, 0 at the end, less than 0
  /// after a failure.
  typealias Read =
    @convention(c) (Archive?, UnsafeMutableRawPointer?, UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int

  /// Makes a reader; `nil` if there is no memory.
  let start: @convention(c) () -> Archive?
  /// Frees one.
  let end: @convention(c) (Archive) -> Int32
  /// Makes a reader understand tar in its dialects.
  let supportTar: @convention(c) (Archive) -> Int32
  /// Opens: reader, whose data, nothing, where bytes come from, nothing.
  let open:
    @convention(c) (Archive, UnsafeMutableRawPointer?, UnsafeRawPointer?, Read?, UnsafeRawPointer?) -> Int32
  /// Goes on to the next entry.
  let nextHeader: @convention(c) (Archive, UnsafeMutablePointer<Entry?>) -> Int32
  /// How many bytes lie before the header of the entry.
  let headerPosition: @convention(c) (Archive) -> Int64
  /// Copies the next bytes of the entry.
  let readData: @convention(c) (Archive, UnsafeMutableRawPointer?, Int) -> Int
  /// The sentence about the last failure.
  let errorText: @convention(c) (Archive) -> UnsafePointer<CChar>?
  /// An entry's name as the archive has it.
  let name: @convention(c) (Entry) -> UnsafePointer<CChar>?
  /// An entry's kind, as in `st_mode`.
  let fileType: @convention(c) (Entry) -> mode_t
  /// The name of the entry that this one is another name of.
  let hardLink: @convention(c) (Entry) -> UnsafePointer<CChar>?
  /// The size that an entry's header claims.
  let size: @convention(c) (Entry) -> Int64

  /// The library, or why there is none. It is loaded when first asked for.
  static let shared = Result { () throws(DatasetError) in
    try LibArchive(["libarchive.so.13", "/opt/homebrew/opt/libarchive/lib/libarchive.13.dylib"])
  }

  /// Opens the first of these names.
  ///
  /// - Throws: `DatasetError.libraryMissing`.
  init(_ names: [String]) throws(DatasetError) {
    let library = try SystemLibrary(
      names,
      missing: .libraryMissing(
        library: "libarchive", purpose: "to read tar archives",
        install: "install it with: apt-get install libarchive13"))
    start = try library.function("archive_read_new")
    end = try library.function("archive_read_free")
    supportTar = try library.function("archive_read_support_format_tar")
    open = try library.function("archive_read_open")
    nextHeader = try library.function("archive_read_next_header")
    headerPosition = try library.function("archive_read_header_position")
    readData = try library.function("archive_read_data")
    errorText = try library.function("archive_error_string")
    name = try library.function("archive_entry_pathname")
    fileType = try library.function("archive_entry_filetype")
    hardLink = try library.function("archive_entry_hardlink")
    size = try library.function("archive_entry_size")
  }

  /// What functions return (`archive.h`).
  enum Status {
    static let endOfArchive: Int32 = 1
    static let success: Int32 = 0
    /// Something was odd, and the entry can be used.
    static let warning: Int32 = -20
  }
}
