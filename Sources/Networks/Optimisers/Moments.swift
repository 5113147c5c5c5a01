import Tensors

/// What an optimiser remembers of each parameter: how often it was changed, and running means as large as
/// itself.
///
/// Memory is taken when a parameter is first changed, so that a network that is only evaluated needs none.
struct Moments {
  /// PyTorch's names of the running means: `exp_avg`.
  let names: [String]
  /// How often each parameter was changed.
  private(set) var steps: [Int]
  /// For each parameter as many tensors as there are names, or none before its first change.
  private var values: [[Tensor]]

  init(_ names: [String], for parameters: [Parameter]) {
    self.names = names
    steps = [Int](repeating: 0, count: parameters.count)
    values = [[Tensor]](repeating: [], count: parameters.count)
  }

  /// Counts a change of parameter `index` and lets `body` write to its running means, which begin as zeros.
  mutating func update(
    _ index: Int, shape: Shape, _ body: (_ step: Int, _ means: [UnsafeMutablePointer<Float>]) -> Void
  ) {
    if values[index].count != names.count { values[index] = names.map { _ in .zeros(shape) } }
    steps[index] += 1
    // The tensors stay in `values`, so their memory stays where it is while `body` runs.
    let means = names.indices.map { values[index][$0].withMutableValues { $0 } }
    body(steps[index], means)
  }

  /// As a checkpoint keeps it: `0.step`, `0.exp_avg`, … for every parameter that was changed.
  var state: [(name: String, value: StoredValue)] {
    steps.indices.filter { steps[$0] > 0 }.flatMap { index in
      [("\(index).step", .integer(steps[index]))]
        + zip(names, values[index]).map { ("\(index).\($0)", .tensor($1)) }
    }
  }

  /// Takes over a ``state``, in which every name is looked up and removed.
  mutating func load(
    _ state: inout [String: StoredValue], for parameters: [Parameter], from source: String
  ) throws(WeightFileError) {
    for (index, parameter) in parameters.enumerated() {
      guard let step = state.removeValue(forKey: "\(index).step") else { continue }
      steps[index] = try step.count(named: "\(index).step", in: source)
      values[index] = []
      for name in names {
        let key = "\(index).\(name)"
        guard let value = state.removeValue(forKey: key) else {
          throw .missing(path: source, name: key, expected: "F32 \(parameter.shape)")
        }
        guard case .tensor(let tensor) = value, tensor.shape == parameter.shape else {
          throw .mismatch(path: source, name: key, expected: "F32 \(parameter.shape)", found: value.layout)
        }
        values[index].append(tensor)
      }
    }
  }
}

extension StoredValue {
  /// The whole number from 0 on that this must be.
  func count(named name: String, in source: String) throws(WeightFileError) -> Int {
    guard case .integers(let values, _) = self, values.count == 1, values[0] >= 0 else {
      throw .mismatch(path: source, name: name, expected: "one I64 number from 0 on", found: layout)
    }
    return Int(values[0])
  }
}

extension Optimizer {
  /// The checks that every optimiser's `load` begins with: names that are there twice or that nobody asked
  /// for.
  static func restored(
    _ state: [(name: String, value: StoredValue)], moments: Moments, parameters: [Parameter],
    from source: String
  ) throws(WeightFileError) -> (stepCount: Int, moments: Moments) {
    var left: [String: StoredValue] = [:]
    for (name, value) in state where left.updateValue(value, forKey: name) != nil {
      throw .duplicate(path: source, name: name)
    }
    guard let step = left.removeValue(forKey: "step") else {
      throw .missing(path: source, name: "step", expected: "the number of steps taken")
    }
    let stepCount = try step.count(named: "step", in: source)
    var moments = Moments(moments.names, for: parameters)
    try moments.load(&left, for: parameters, from: source)
    if let name = left.keys.min() {
      throw .unexpected(path: source, name: name, found: left[name]?.layout ?? "")
    }
    return (stepCount, moments)
  }
}
