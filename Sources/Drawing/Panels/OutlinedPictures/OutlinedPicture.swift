/// A picture in which somebody has marked what is where.
public struct OutlinedPicture: Sendable {
  /// One thing in it.
  public struct Thing: Hashable, Sendable {
    /// What it is.
    public var name: String
    /// The box around it, in pixels of the picture, of which the first has its corner at (0, 0).
    public var box: Rectangle

    /// A thing called `name` inside `box`.
    public init(_ name: String, box: Rectangle) { (self.name, self.box) = (name, box) }
  }

  /// The picture.
  public var picture: Picture
  /// Below it, in ink.
  public var caption: String
  /// What is marked in it. What reaches over the picture's edge is cut there.
  public var things: [Thing]

  /// A picture and what is marked in it.
  public init(_ picture: Picture, caption: String = "", things: [Thing]) {
    (self.picture, self.caption, self.things) = (picture, caption, things)
  }

  /// What there is, in the order in which it is met first, each once, with how many of it there are: "tree ×3".
  var kinds: [(name: String, words: String)] {
    var counts: [(name: String, count: Int)] = []
    for thing in things {
      if let place = counts.firstIndex(where: { $0.name == thing.name }) {
        counts[place].count += 1
      } else {
        counts.append((thing.name, 1))
      }
    }
    return counts.map { ($0.name, $0.count > 1 ? "\($0.name) ×\(NumberText.grouped($0.count))" : $0.name) }
  }
}
