import Kernels

/// Some pictures of another collection in an order of its own, or the same with another transform.
struct ImageView: ImageDataset {
  let base: any ImageDataset
  let indices: [Int32]
  let transform: Compose

  init(_ base: any ImageDataset, indices: [Int32], transform: Compose? = nil) {
    self.base = base
    self.indices = indices
    self.transform = transform ?? base.transform
  }

  var name: String { base.name }
  var classNames: [String] { base.classNames }
  var count: Int { indices.count }
  var imageSize: ImageSize { base.imageSize }
  var source: DataSource { base.source }

  func label(at index: Int) -> Int { base.label(at: Int(indices[index])) }

  func readPixels(at index: Int, into pixels: UnsafeMutablePointer<UInt8>) {
    base.readPixels(at: Int(indices[index]), into: pixels)
  }

  func readPixels(at indices: ArraySlice<Int32>, into pixels: UnsafeMutablePointer<UInt8>) {
    base.readPixels(at: indices.map { self.indices[Int($0)] }[...], into: pixels)
  }

  func originalIndex(of index: Int) -> Int { base.originalIndex(of: Int(indices[index])) }
}

extension ImageView: CustomStringConvertible {
  var description: String { "\(name): \(count) pictures of \(imageSize) \(source)" }
}

extension ImageDataset {
  /// The first `limit` pictures; all of them if there are no more, or if `limit` is nil.
  public func limited(to limit: Int?) -> any ImageDataset {
    guard let limit, limit < count else { return self }
    precondition(limit > 0, "\(name): a limit of \(limit) pictures leaves none")
    return ImageView(self, indices: Array(0..<Int32(limit)))
  }

  /// The same pictures, treated by `transform` on their way to the network.
  public func transformed(by transform: Compose) -> any ImageDataset {
    ImageView(self, indices: Array(0..<Int32(count)), transform: transform)
  }

  /// Holds `validation` pictures, chosen by `seed`, out of training: whoever chooses anything by looking at
  /// results (when to stop, how fast to learn) looks at those, so that the test pictures stay unseen. Both
  /// parts keep the pictures' order.
  public func split(
    validation: Int, seed: UInt64
  ) -> (training: any ImageDataset, validation: any ImageDataset) {
    precondition(
      (1..<max(count, 1)).contains(validation),
      "\(name): \(validation) of \(count) pictures cannot be held out; both parts need at least one")
    var random = RandomStream(seed: seed, purpose: .splitting)
    let order = random.permutation(count)
    let held = order[..<validation].sorted()
    let rest = order[validation...].sorted()
    return (ImageView(self, indices: rest), ImageView(self, indices: held))
  }
}
