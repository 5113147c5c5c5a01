import Tensors

/// Something that a module holds, under the name of its property.
struct Member {
  /// The property's name, or a place in a list.
  let name: String
  let content: Content

  enum Content {
    case module(Module)
    case parameter(Parameter)
    case buffer(Buffer)
    /// An array, a tuple or a dictionary that holds any of these.
    case list([Member])
  }

  /// What a module's properties hold, those of its superclasses first, as if their `init` had run first.
  static func members(of module: Module) -> [Member] {
    var levels: [Mirror] = []
    var mirror: Mirror? = Mirror(reflecting: module)
    while let level = mirror, level.subjectType != Module.self {
      levels.append(level)
      mirror = level.superclassMirror
    }
    return levels.reversed().flatMap { level in
      level.children.compactMap { child in
        child.label.flatMap { Member(property: $0, child.value, of: module) }
      }
    }
  }

  init(_ name: String, _ content: Content) {
    self.name = name
    self.content = content
  }

  /// The member behind one property, if there is one.
  private init?(property label: String, _ value: Any, of module: Module) {
    guard label.hasPrefix(Self.lazyPrefix) else {
      self.init(label, value)
      return
    }
    let name = String(label.dropFirst(Self.lazyPrefix.count))
    if let member = Member(name, value) {
      self = member
      return
    }
    // What a lazy property will hold cannot be seen before its first use, and an optimiser would never learn
    // of it.
    let wrapped = (type(of: value) as? any OptionalValue.Type)?.wrapped
    precondition(
      !(wrapped is Module.Type) && wrapped != Parameter.self,
      "\(type(of: module)).\(name) is a lazy property that was not used yet, so its parameters cannot be found: "
        + "make it in init instead, or run the network once before")
    return nil
  }

  private init?(_ name: String, _ value: Any) {
    switch value {
    // Lists come before classes: where Foundation is linked, asking whether an array is a Module makes an
    // NSArray of it first.
    case let optional as any OptionalValue:
      guard let value = optional.value else { return nil }
      self.init(name, value)
    case let list as any ListValue:
      // A list that begins with something else, a million numbers for instance, is not looked through. Places left
      // empty say nothing about what else is in it.
      guard let first = list.firstPresent, Member("", first) != nil else { return nil }
      self.init(name, .list(list.elements.enumerated().compactMap { Member("\($0.offset)", $0.element) }))
    case let dictionary as [String: Module]:
      let sorted = dictionary.sorted { $0.key < $1.key }
      self.init(name, .list(sorted.map { Member($0.key, .module($0.value)) }))
    case _ where !(type(of: value) is AnyClass):
      let mirror = Mirror(reflecting: value)
      guard mirror.displayStyle == .tuple else { return nil }
      let members = mirror.children.enumerated().compactMap { Member("\($0.offset)", $0.element.value) }
      if members.isEmpty { return nil }
      self.init(name, .list(members))
    case let module as Module: self.init(name, .module(module))
    case let parameter as Parameter: self.init(name, .parameter(parameter))
    case let buffer as Buffer: self.init(buffer.name ?? name, .buffer(buffer))
    default: return nil
    }
  }

  /// How the compiler names the storage of `lazy var fc1`.
  private static let lazyPrefix = "$__lazy_storage_$_"
}

/// Sees through an `Optional` whose type is not known.
private protocol OptionalValue {
  static var wrapped: Any.Type { get }
  var value: Any? { get }
}

extension Optional: OptionalValue {
  fileprivate static var wrapped: Any.Type { Wrapped.self }
  fileprivate var value: Any? { self }
}

/// Sees through an `Array` whose type is not known.
private protocol ListValue {
  var firstPresent: Any? { get }
  var elements: [Any] { get }
}

extension Array: ListValue {
  fileprivate var firstPresent: Any? {
    guard Element.self is any OptionalValue.Type else { return first }
    return lazy.compactMap { ($0 as? any OptionalValue)?.value }.first
  }
  fileprivate var elements: [Any] { map { $0 } }
}
