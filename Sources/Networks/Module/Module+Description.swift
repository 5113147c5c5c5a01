import Tensors

extension Module: CustomStringConvertible {
  /// The module as PyTorch prints it, a line for each module in it:
  ///
  ///     FashionDNN(
  ///       (fc1): Linear(in_features=784, out_features=256, bias=True)
  ///       (drop): Dropout2d(p=0.25, inplace=False)
  ///     )
  public var description: String { text(ancestors: []) }

  private func text(ancestors: [Module]) -> String {
    Self.text(name: String(describing: type(of: self)), details: details, members(), ancestors + [self])
  }

  private static func text(name: String, details: String, _ members: [Member], _ ancestors: [Module])
    -> String
  {
    let parts = members.compactMap { member -> String? in
      switch member.content {
      // A module that holds one of those it is held by would never come to an end.
      case .module(let module) where ancestors.contains { $0 === module }: nil
      case .module(let module): "(\(member.name)): \(module.text(ancestors: ancestors))"
      case .list(let elements) where elements.contains(where: \.holdsModules):
        "(\(member.name)): \(text(name: "ModuleList", details: "", elements, ancestors))"
      case .list, .parameter, .buffer: nil
      }
    }
    if parts.isEmpty { return "\(name)(\(details))" }
    let lines = ([details] + parts).filter { !$0.isEmpty }.map { part in
      part.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }.joined(separator: "\n")
    }
    return "\(name)(\n\(lines.joined(separator: "\n"))\n)"
  }
}

extension Member {
  fileprivate var holdsModules: Bool {
    switch content {
    case .module: true
    case .list(let members): members.contains(where: \.holdsModules)
    case .parameter, .buffer: false
    }
  }
}

/// A truth value as Python writes it.
func pythonText(_ value: Bool) -> String { value ? "True" : "False" }

/// A pair as PyTorch prints the window of a pooling: one number where both sides are alike.
func pythonText(_ pair: Pair) -> String {
  pair.height == pair.width ? "\(pair.height)" : pair.description
}
