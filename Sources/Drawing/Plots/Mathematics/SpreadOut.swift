/// Moves places on a line apart until each is at least `distance` from the next, in their order, within `range`
/// and as near to where they were as that allows; `nil` if the range is too short for all.
///
/// Places that push each other form a group, which settles where the sum of its squared moves is least: the pool
/// of adjacent violators (Barlow, Bartholomew, Bremner and Brunk, 1972).
func spreadOut(_ places: [Double], by distance: Double, within range: ClosedRange<Double>) -> [Double]? {
  let length = range.upperBound - range.lowerBound
  guard Double(places.count - 1) * distance <= length else { return nil }
  let order = places.indices.sorted { (places[$0], $0) < (places[$1], $1) }
  // Without the distances that must be kept, "in order and apart" is just "in order".
  var groups: [(mean: Double, count: Int)] = []
  for (rank, index) in order.enumerated() {
    var group = (mean: places[index] - Double(rank) * distance, count: 1)
    while let before = groups.last, before.mean >= group.mean {
      let count = before.count + group.count
      group = (
        (before.mean * Double(before.count) + group.mean * Double(group.count)) / Double(count), count
      )
      groups.removeLast()
    }
    groups.append(group)
  }
  let upper = range.upperBound - Double(max(places.count - 1, 0)) * distance
  let settled = groups.flatMap { group in
    repeatElement(min(max(group.mean, range.lowerBound), upper), count: group.count)
  }
  var result = places
  for (rank, index) in order.enumerated() { result[index] = settled[rank] + Double(rank) * distance }
  return result
}
