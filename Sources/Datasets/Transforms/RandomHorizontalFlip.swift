import Kernels

/// Mirrors a picture left to right with a given probability. Before or after `ToTensor()`.
public struct RandomHorizontalFlip: ImageTransform {
  /// How likely a picture is mirrored, in 0...1.
  public let probability: Float

  /// Mirrors with this probability.
  public init(_ probability: Float = 0.5) {
    precondition((0...1).contains(probability), "RandomHorizontalFlip: a probability of \(probability)")
    self.probability = probability
  }

  /// Changes the picture in `workspace`.
  public func apply(to workspace: ImageWorkspace, random: inout RandomStream) {
    guard random.nextUniform() < probability else { return }
    let rows = workspace.size.channels * workspace.size.height
    if workspace.isFloat {
      mirror(workspace.floatPixels, rows: rows, width: workspace.size.width)
    } else {
      mirror(workspace.bytePixels, rows: rows, width: workspace.size.width)
    }
  }

  /// As it is written in code.
  public var description: String { "RandomHorizontalFlip(\(probability))" }
}

private func mirror<Pixel>(_ pixels: UnsafeMutablePointer<Pixel>, rows: Int, width: Int) {
  for row in 0..<rows {
    var line = UnsafeMutableBufferPointer(start: pixels + row * width, count: width)[...]
    line.reverse()
  }
}
