import Tensors

extension ShapeTrace {
  /// Walks through a network as `forward` runs it, for networks that need more than one tensor:
  ///
  ///     ShapeTrace(of: model, input: [1, 3, 32, 32]) { model($0, temperature: 2) }
  public init(of model: Module, input: Shape, forward: (Tensor) -> Void) {
    let map = NetworkMap(model)
    let walk = Trace.walk(account: { ShapeTrace($0, map, input: input).accountOfTheWay }) {
      forward(Tensor(abstract: input))
    }
    self.init(walk, map, input: input)
  }

  /// What a walk has seen, which may have stopped half-way.
  private init(_ walk: Trace, _ map: NetworkMap, input: Shape) {
    let (entries, calls) = (walk.entries, walk.calls.filter { map.places[$0.layer]?.isLeaf == true })
    let typed = Dictionary(
      calls.lazy.filter { $0.operations.count == 1 }.map { ($0.operations.lowerBound, $0) }
    ) { $1 }
    var counted: Set<ObjectIdentifier> = []
    var rows: [Row] = []
    for (index, entry) in entries.enumerated() {
      let place = entry.layer.flatMap { map.places[$0] }
      let type = typed[index].flatMap { map.places[$0.layer]?.type }
      rows.append(
        Row(
          entry, name: place?.name ?? "", type: type ?? entry.step.name,
          parameterCount: entry.newParameters(&counted), after: rows))
    }
    network = map.type
    self.input = input
    self.rows = rows
    layers = calls.compactMap { call in
      map.places[call.layer].map { LayerRun(call, $0, rows[call.operations]) }
    }
    parameterCount = map.parameterCount
  }
}

extension ShapeTrace.Row {
  /// - Parameter earlier: the rows before, whose receptive fields this one builds on.
  fileprivate init(
    _ entry: Trace.Entry, name: String, type: String, parameterCount: Int, after earlier: [ShapeTrace.Row]
  ) {
    self.name = name
    self.type = type
    self.parameterCount = parameterCount
    let data = entry.inputs.filter { !$0.isParameter }
    inputs = (data.isEmpty ? entry.inputs : data).map(\.shape)
    output = entry.output
    (operation, arithmetic, reach) = (entry.step.name, entry.step.arithmetic, entry.step.reach)
    multiplyAdds = entry.step.multiplyAdds
    activationBytes = entry.step.sharesMemory ? 0 : entry.output.count * NumberType.float32.byteCount
    let fields = data.compactMap { $0.receptiveField(after: earlier) }
    let (input, output, reach) = (inputs.first ?? entry.output, entry.output, reach)
    receptiveField = fields.dropFirst().reduce(fields.first) { $0?.joined(with: $1) }
      .map { $0.behind(reach, from: input, to: output) }
  }
}

extension ShapeTrace.LayerRun {
  fileprivate init(_ call: Trace.Call, _ place: NetworkMap.Place, _ rows: ArraySlice<ShapeTrace.Row>) {
    (name, type, ownParameterCount) = (place.name, place.type, place.parameterCount)
    (input, output, operations) = (call.input, call.output, call.operations)
    parameterCount = rows.reduce(0) { $0 + $1.parameterCount }
    multiplyAdds = rows.reduce(0) { $0 + $1.multiplyAdds }
  }
}

extension Trace.Operand {
  fileprivate var isParameter: Bool {
    if case .parameter = source { true } else { false }
  }

  fileprivate func receptiveField(after earlier: [ShapeTrace.Row]) -> ReceptiveField? {
    // A shape kept from another walk counts as an input of this one.
    if case .operation(let index) = source, earlier.indices.contains(index) {
      return earlier[index].receptiveField
    }
    return .pixel
  }
}

extension Trace.Entry {
  /// How many numbers are learned here, those of parameters that were met before left out.
  fileprivate func newParameters(_ counted: inout Set<ObjectIdentifier>) -> Int {
    inputs.reduce(0) { sum, operand in
      guard case .parameter(let parameter) = operand.source, counted.insert(parameter).inserted else {
        return sum
      }
      return sum + operand.shape.count
    }
  }
}

/// Where everything is in a network, so that a walk can name what it meets.
private struct NetworkMap: Sendable {
  struct Place {
    let name: String
    let type: String
    /// A module that holds others would count what they make a second time.
    let isLeaf: Bool
    let parameterCount: Int
  }

  let type: String
  let parameterCount: Int
  let places: [ObjectIdentifier: Place]

  init(_ model: Module) {
    type = String(describing: Swift.type(of: model))
    parameterCount = model.parameterCount
    let modules = model.namedModules().map { name, module in
      let isLeaf = module.namedChildren().isEmpty
      let place = Place(
        name: name, type: String(describing: Swift.type(of: module)), isLeaf: isLeaf,
        parameterCount: isLeaf ? module.parameterCount : 0)
      return (ObjectIdentifier(module), place)
    }
    places = Dictionary(modules) { first, _ in first }
  }
}
