import Kernels

extension ImageDataset {
  /// Holds a share of every class out of training, chosen by `seed`, for a test: for a collection that comes without
  /// one.
  ///
  /// Of each class the share is rounded to whole pictures, at least one; what is chosen from a class does not depend
  /// on the others. Both parts go round the classes, the first picture of each, then the second of each, so that the
  /// first few of a part show all of them.
  ///
  ///     let (training, test) = try pictures.split(testShare: 0.2, seed: 0)    // 100 pictures become 80 and 20
  ///
  /// - Throws: `DatasetError.tooFewPictures` for a class with less than two.
  public func split(
    testShare: Double, seed: UInt64
  ) throws(DatasetError) -> (training: any ImageDataset, test: any ImageDataset) {
    precondition((0..<1).contains(testShare), "\(name): a share of \(testShare) for the test")
    var (training, test): ([[Int32]], [[Int32]]) = ([], [])
    for (label, indices) in indicesByClass.enumerated() {
      guard indices.count >= 2 else {
        throw .tooFewPictures(name: name, className: classNames[label], expected: 2, found: indices.count)
      }
      var random = RandomStream(seed: seed, purpose: .splitting, lane: UInt64(label))
      let order = random.permutation(indices.count).map { indices[Int($0)] }
      let held = min(max(1, Int((Double(order.count) * testShare).rounded())), order.count - 1)
      test.append(Array(order[..<held]))
      training.append(Array(order[held...]))
    }
    return (
      ImageView(self, indices: Self.rounds(training)), ImageView(self, indices: Self.rounds(test))
    )
  }

  /// `limit` pictures, as many of each class as there are, in their order: for a collection that lies class by class,
  /// whose first few would all be of the first class. All of them if there are no more, or if `limit` is nil.
  public func limited(fairlyTo limit: Int?) -> any ImageDataset {
    guard let limit, limit < count else { return self }
    precondition(limit > 0, "\(name): a limit of \(limit) pictures leaves none")
    return ImageView(self, indices: Self.rounds(indicesByClass).prefix(limit).sorted())
  }

  /// The positions of the pictures of each class.
  private var indicesByClass: [[Int32]] {
    var indices = [[Int32]](repeating: [], count: classNames.count)
    for index in 0..<count { indices[label(at: index)].append(Int32(index)) }
    return indices
  }

  /// The first of each list, then the second of each.
  private static func rounds(_ lists: [[Int32]]) -> [Int32] {
    (0..<(lists.map(\.count).max() ?? 0)).flatMap { turn in
      lists.compactMap { turn < $0.count ? $0[turn] : nil }
    }
  }
}
