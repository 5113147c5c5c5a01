import Lookbook

/// One way through a layer: what it is called, the least that it must do, and how long it took.
struct TimedPass {
  enum Work {
    case operations(Int)
    case bytes(Int)

    var amount: Int {
      switch self {
      case .operations(let amount), .bytes(let amount): amount
      }
    }

    var unit: String {
      switch self {
      case .operations: "FLOP/s"
      case .bytes: "bytes/s"
      }
    }
  }

  let name: String
  let work: Work
  let took: Duration

  init(_ name: String, _ work: Work, _ took: Duration) {
    (self.name, self.work, self.took) = (name, work, took)
  }
}

/// A layer with its input and its parameters, which goes forward and back as in a training step: over the tape.
struct PreparedLayer {
  private let layer: TimedLayer
  private let input: Parameter
  private let parameters: [Parameter]

  init(_ layer: TimedLayer, batch: Int) {
    self.layer = layer
    input = Parameter(Tensor.random(Shape([batch] + layer.input.dimensions)))
    parameters = layer.parameters.map { Parameter(Tensor.random($0)) }
  }

  /// Every pass once.
  func run() -> [TimedPass] {
    let (x, values) = (input.value, parameters.map(\.value))
    var output: Tensor?
    let forward = ContinuousClock().measure { output = layer.apply(x, values) }
    let outputs = output?.count ?? 0
    output = nil
    switch layer.kind {
    case .weighted(let isFirst):
      // Each output is a sum of as many products as a filter, or a row of the weight, has values.
      let filter = parameters[0].count / parameters[0].shape[0]
      let work = TimedPass.Work.operations(2 * outputs * filter)
      let passes = [
        TimedPass("forward", work, forward), TimedPass("weight gradient", work, back(x.detached(), values)),
      ]
      guard !isFirst else { return passes }
      return passes + [TimedPass("input gradient", work, back(x, values.map { $0.detached() }))]
    case .pooling:
      // Forward: values in, maxima and winners out. Back: gradients, maxima (for the ReLU) and winners in, gradients out.
      return [
        TimedPass("forward", .bytes(4 * input.count + (4 + 1) * outputs), forward),
        TimedPass("input gradient", .bytes((4 + 4 + 1) * outputs + 4 * input.count), back(x, values)),
      ]
    case .rectifying:
      return [
        TimedPass("forward", .bytes((4 + 4) * outputs), forward),
        TimedPass("input gradient", .bytes((4 + 4 + 4) * outputs), back(x, values)),
      ]
    }
  }

  /// How long the gradients of what requires one take, from a gradient of the output that is at hand.
  private func back(_ x: Tensor, _ values: [Tensor]) -> Duration {
    let output = layer.apply(x, values)
    var arriving: Tensor? = Tensor.random(output.shape)
    let loss = Tensor.operation(OperationStep("loss"), inputs: [output], shape: []) {
      $0.mutablePointer[0] = 0
    } backward: { _ in
      // Handed over, not copied: the layer may overwrite it.
      { _ in [arriving.take()] }
    }
    defer { for parameter in [input] + parameters { parameter.gradient = nil } }
    return ContinuousClock().measure { loss.backward() }
  }
}
