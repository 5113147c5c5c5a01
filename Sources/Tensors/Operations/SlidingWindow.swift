/// A window that slides over an image, as a convolution's or a pooling's does.
public struct SlidingWindow: Hashable, Codable, Sendable {
  /// Rows and columns of the window.
  public let kernel: Pair
  /// Image rows and columns from one place of the window to the next.
  public let stride: Pair
  /// Rows added above and below the image, columns added left and right of it.
  public let padding: Pair
  /// Image rows and columns from one row and column of the window to the next: 1 for a window without holes.
  public let dilation: Pair

  /// A window that moves by one and looks at an image as it is, unless more is said.
  public init(_ kernel: Pair, stride: Pair = 1, padding: Pair = 0, dilation: Pair = 1) {
    (self.kernel, self.stride, self.padding, self.dilation) = (kernel, stride, padding, dilation)
  }

  /// Image rows and columns that the window covers, its holes included: dilation · (kernel − 1) + 1.
  public var span: Pair {
    Pair(dilation.height * (kernel.height - 1) + 1, dilation.width * (kernel.width - 1) + 1)
  }

  /// The smallest image that the window fits into.
  public var smallestImage: Pair {
    Pair(max(span.height - 2 * padding.height, 1), max(span.width - 2 * padding.width, 1))
  }

  /// Whether the window fits into the images of a shape `[batch, channels, height, width]`.
  public func fits(_ images: Shape) -> Bool {
    images[2] >= smallestImage.height && images[3] >= smallestImage.width
  }
}
