/// What classes are called.
enum ClassName {
  /// The name of a class; “class 3” if it has none, or nothing that can be read.
  static func of(_ label: Int, in names: [String]) -> String {
    guard names.indices.contains(label) else { return "class \(label)" }
    let name = Theme.printable(names[label])
    return name.allSatisfy { $0 == " " } ? "class \(label)" : name
  }
}
