import Tensors

extension Module {
  /// This module, under the empty name, and every module in it, each before its own parts: PyTorch's
  /// `named_modules`.
  ///
  /// A module that is held in two places appears once, under the name of the first.
  public func namedModules() -> [(name: String, module: Module)] {
    levels().compactMap { level in level.module.map { (level.name, $0) } }
  }

  /// The parameters with the names that PyTorch gives them, in its order: `conv1.0.weight`, `conv1.0.bias`, …
  ///
  /// A parameter that is used in two places appears once.
  public func namedParameters() -> [(name: String, parameter: Parameter)] {
    var seen: Set<ObjectIdentifier> = []
    return levels().flatMap { level in
      level.members.compactMap { member in
        guard case .parameter(let parameter) = member.content,
          seen.insert(ObjectIdentifier(parameter)).inserted
        else { return nil }
        return (level.path(to: member), parameter)
      }
    }
  }

  /// The buffers with the names that PyTorch gives them: `layer1.1.running_mean`, …
  public func namedBuffers() -> [(name: String, buffer: Buffer)] {
    var seen: Set<ObjectIdentifier> = []
    return levels().flatMap { level in
      level.members.compactMap { member in
        guard case .buffer(let buffer) = member.content, seen.insert(ObjectIdentifier(buffer)).inserted
        else { return nil }
        return (level.path(to: member), buffer)
      }
    }
  }

  /// The parameters, each once: what an optimiser is given.
  public func parameters() -> [Parameter] { namedParameters().map(\.parameter) }

  /// The modules that this one holds itself, under the names of its properties; `layers.0` for those in an
  /// array.
  public func namedChildren() -> [(name: String, module: Module)] {
    func modules(_ members: [Member], _ prefix: String) -> [(name: String, module: Module)] {
      members.flatMap { member -> [(name: String, module: Module)] in
        switch member.content {
        case .module(let module): [(prefix + member.name, module)]
        case .list(let elements): modules(elements, prefix + member.name + ".")
        case .parameter, .buffer: []
        }
      }
    }
    return modules(members(), "")
  }

  /// How many numbers the module learns, in all modules in it.
  public var parameterCount: Int { parameters().reduce(0) { $0 + $1.count } }

  /// How many numbers each module learns by itself, in the order of ``namedModules()``, those that learn
  /// nothing left out.
  public func parameterCounts() -> [(name: String, count: Int)] {
    var counts: [(name: String, count: Int)] = []
    for (name, parameter) in namedParameters() {
      let holder = String(name[..<(name.lastIndex(of: ".") ?? name.startIndex)])
      if counts.last?.name == holder {
        counts[counts.count - 1].count += parameter.count
      } else {
        counts.append((holder, parameter.count))
      }
    }
    return counts
  }

  /// Gives the weights of every `Conv2d` and `Linear` He's normal distribution and their biases zeros, which
  /// suits layers that a ReLU follows better than PyTorch's defaults.
  ///
  /// He et al., "Delving deep into rectifiers", 2015, equation 10.
  public func initialiseAsHe() {
    for (_, module) in namedModules() {
      switch module {
      case let layer as Conv2d:
        layer.weight.initialise(.he(fanIn: layer.fanIn))
        layer.bias?.initialise(.zeros)
      case let layer as Linear:
        layer.weight.initialise(.he(fanIn: layer.inputs))
        layer.bias?.initialise(.zeros)
      default: break
      }
    }
  }
}

/// A module or a list of modules in a network, and what it holds itself.
private struct Level {
  let name: String
  /// Nil for a list.
  let module: Module?
  let members: [Member]

  func path(to member: Member) -> String { name.isEmpty ? member.name : "\(name).\(member.name)" }
}

extension Module {
  /// All levels, each before those inside it. On the way every module learns where it is.
  private func levels() -> [Level] {
    var levels: [Level] = []
    var seen: Set<ObjectIdentifier> = []
    func visit(_ name: String, _ content: Member.Content) {
      let level: Level
      switch content {
      case .module(let module):
        guard seen.insert(ObjectIdentifier(module)).inserted else { return }
        // A walk from deeper inside gives shorter names: the longest is the one from the whole network.
        if name.count > module.path?.count ?? 0 { module.path = name }
        level = Level(name: name, module: module, members: module.members())
      case .list(let members): level = Level(name: name, module: nil, members: members)
      case .parameter, .buffer: return
      }
      levels.append(level)
      for member in level.members { visit(level.path(to: member), member.content) }
    }
    visit("", .module(self))
    return levels
  }
}
