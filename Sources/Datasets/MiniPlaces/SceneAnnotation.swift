/// Which objects somebody has outlined in a picture of MiniPlaces.
public struct SceneAnnotation: Hashable, Sendable {
  /// One of them.
  public struct Object: Hashable, Sendable {
    /// What it is, for instance "palm_tree".
    public let name: String
    /// The smallest box around it: its first and last columns and rows, counted from 1, the last included.
    public let columns, rows: ClosedRange<Int>
    /// The corners of its outline, counted from 1.
    public let outline: [Corner]
  }

  /// A corner of an outline.
  public struct Corner: Hashable, Sendable {
    /// Columns and rows, counted from 1.
    public let x, y: Int
  }

  /// The picture, as the lists name it: "train/a/abbey/00000001.jpg".
  public let picture: String
  /// The number of its category.
  public let label: Int
  /// From the first that was outlined to the last; they may hide each other.
  public let objects: [Object]
}
