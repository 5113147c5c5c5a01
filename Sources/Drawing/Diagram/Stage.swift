/// What one step of a network makes: so many images of values, or one row of them.
public struct Stage: Hashable, Sendable {
  /// How the values are arranged.
  public enum Values: Hashable, Sendable {
    /// `[channels, height, width]`.
    case images(channels: Int, height: Int, width: Int)
    /// `[units]`.
    case units(Int)
  }

  /// The window of the stage before that one value is made from.
  public struct Kernel: Hashable, Sendable {
    /// Values from top to bottom.
    public var height: Int
    /// Values from left to right.
    public var width: Int
    /// How far the windows of neighbouring values are apart.
    public var stride: Int

    /// A window of `height` × `width` values.
    public init(_ height: Int, _ width: Int, stride: Int = 1) {
      (self.height, self.width, self.stride) = (height, width, stride)
    }
  }

  /// What stands below it: "conv1".
  public var name: String
  /// How its values are arranged.
  public var values: Values
  /// The window of the stage before; `nil` if every value is made from all values before.
  public var kernel: Kernel?
  /// What is said below the name: "then max pooling 3×3".
  public var caption: String

  /// A stage of `channels` images of `height` × `width` values.
  public init(
    _ name: String, channels: Int, height: Int, width: Int, kernel: Kernel? = nil, caption: String = ""
  ) {
    (self.name, self.kernel, self.caption) = (name, kernel, caption)
    values = .images(channels: channels, height: height, width: width)
  }

  /// A stage of a row of values, as dense layers make.
  public init(_ name: String, units: Int, caption: String = "") {
    (self.name, self.caption) = (name, caption)
    values = .units(units)
  }
}
