/// By what the source of prepared pictures is known again, so that another source, or a changed one, is prepared anew.
struct SourceStamp: Codable, Hashable, Sendable {
  /// SHA-256 of what says which pictures there are and what they show, the lists for instance.
  var lists: String
  /// The size of the archive in bytes; 0 where there is none.
  var byteCount = 0
  /// When the archive was last changed, in nanoseconds since 1970.
  var modified = 0
  /// SHA-256 of the archive; empty where there is none, and until it was read.
  var sha256 = ""

  /// Whether what is there now, `self`, is what was prepared. The archive is read only if it has another date than then.
  func matches(_ prepared: SourceStamp, digest: () throws(DatasetError) -> String) throws(DatasetError)
    -> Bool
  {
    guard lists == prepared.lists && byteCount == prepared.byteCount else { return false }
    if modified == prepared.modified { return true }
    return try digest() == prepared.sha256
  }
}
