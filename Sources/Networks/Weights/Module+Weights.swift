import Tensors

extension Module {
  /// All that training changes in this network, under PyTorch's names: its parameters, then its buffers.
  /// PyTorch's `state_dict`.
  public func namedState() -> [(name: String, value: StoredValue)] {
    places().map { name, place in (name, place.value) }
  }

  /// Takes over a ``namedState()``. Nothing changes unless every name is there, none is left over, and every
  /// shape fits.
  ///
  /// - Parameter source: the file that it comes from, for the message
  public func load(
    _ state: [(name: String, value: StoredValue)], from source: String
  ) throws(WeightFileError) {
    let places = places()
    try Self.check(state.map { ($0.name, $0.value.layout) }, fit: places, path: source)
    Self.put(state, in: places)
  }

  /// Writes all parameters and buffers to a safetensors file that PyTorch reads:
  /// `model.load_state_dict(safetensors.torch.load_file(path))`.
  public func save(to path: String, metadata: [String: String] = [:]) throws(WeightFileError) {
    // "pt" tells Python's libraries that the names and layouts are PyTorch's.
    let metadata = metadata.merging(["format": "pt"]) { own, _ in own }
    try SafetensorsFile.write(namedState(), metadata: metadata, to: path)
  }

  /// Reads all parameters and buffers from a safetensors file, ours or one that PyTorch wrote with
  /// `safetensors.torch.save_file(model.state_dict(), path)`. Nothing changes unless all of it fits and can
  /// be read.
  public func load(from path: String) throws(WeightFileError) {
    let places = places()
    let file = try SafetensorsFile(path: path)
    try Self.check(file.header.entries.map { ($0.name, $0.layout) }, fit: places, path: path)
    Self.put(try file.readAll(), in: places)
  }

  /// Where a value of the network's state lies.
  private enum Place {
    case parameter(Parameter)
    case buffer(Buffer)

    var value: StoredValue {
      switch self {
      case .parameter(let parameter): .tensor(parameter.value.detached())
      case .buffer(let buffer): buffer.value
      }
    }

    /// Kind and shape; asking for them makes no values.
    var layout: String {
      switch self {
      case .parameter(let parameter): "\(NumberType.float32.rawValue) \(parameter.shape)"
      case .buffer(let buffer): buffer.value.layout
      }
    }
  }

  private func places() -> [(name: String, place: Place)] {
    let parameters = namedParameters().map { ($0.name, Place.parameter($0.parameter)) }
    return parameters + namedBuffers().map { ($0.name, Place.buffer($0.buffer)) }
  }

  private static func check(
    _ found: [(name: String, layout: String)], fit places: [(name: String, place: Place)], path: String
  ) throws(WeightFileError) {
    var layouts: [String: String] = [:]
    for (name, layout) in found where layouts.updateValue(layout, forKey: name) != nil {
      throw .duplicate(path: path, name: name)
    }
    for (name, place) in places {
      guard let layout = layouts.removeValue(forKey: name) else {
        throw .missing(path: path, name: name, expected: place.layout)
      }
      if layout != place.layout {
        throw .mismatch(path: path, name: name, expected: place.layout, found: layout)
      }
    }
    if let (name, layout) = layouts.min(by: { $0.key < $1.key }) {
      throw .unexpected(path: path, name: name, found: layout)
    }
  }

  private static func put(
    _ state: [(name: String, value: StoredValue)], in places: [(name: String, place: Place)]
  ) {
    let places = Dictionary(uniqueKeysWithValues: places)
    for (name, value) in state {
      switch (places[name], value) {
      case (.parameter(let parameter), .tensor(let tensor)): parameter.value = tensor
      case (.buffer(let buffer), let value): buffer.value = value
      default: preconditionFailure("\(name) was not checked before it was loaded")
      }
    }
  }
}
