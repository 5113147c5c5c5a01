/// Where pictures to be prepared come from, one after the other in any order: an archive, a folder.
protocol PictureSource: AnyObject {
  /// The next picture; `nil` after the last, when nothing is missing. Called on one thread.
  func next() throws(DatasetError) -> PictureTask?
}
