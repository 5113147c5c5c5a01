extension NetworkDiagram {
  /// The diagram of a traced network: a stage for the input and for every operation that looks further than its own
  /// place, which are convolutions, poolings and dense layers. The others change values and leave the picture as it is.
  public init(_ trace: ShapeTrace) {
    var stages = [Self.stage("input", trace.input)]
    for row in trace.rows {
      // The layer's first name is enough: "conv1" for "conv1.0".
      let name = row.name.split(separator: ".").first.map(String.init) ?? row.type
      switch row.reach {
      case .place: continue
      case .window(let window):
        let kernel = Stage.Kernel(window.kernel.height, window.kernel.width, stride: window.stride.height)
        let isPooling = row.parameterCount == 0
        stages.append(Self.stage(isPooling ? "pooling" : name, row.output, kernel))
      case .everything:
        // A loss or a softmax over all classes makes nothing new of them.
        guard row.parameterCount > 0 else { continue }
        stages.append(Self.stage(name, row.output))
      }
    }
    self.init(stages)
  }

  private static func stage(_ name: String, _ shape: Shape, _ kernel: Stage.Kernel? = nil) -> Stage {
    guard shape.rank == 4 else { return Stage(name, units: shape.dimensions.dropFirst().reduce(1, *)) }
    return Stage(name, channels: shape[1], height: shape[2], width: shape[3], kernel: kernel)
  }
}
