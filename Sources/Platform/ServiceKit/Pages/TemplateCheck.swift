/// Follows a template through an example of what it shows and finds the names that lead nowhere.
///
/// Names are looked up as Mustache looks them up: in the value of the section around them, then in
/// that of the one around it, and so on.
struct TemplateCheck {
  let templates: [String: [TemplateNode]]
  /// The templates that were followed.
  private(set) var reached: Set<String> = []

  init(_ templates: [String: [TemplateNode]]) { self.templates = templates }

  /// - Throws: `PageDefect` for a name that is not in the example, and for a value or a section that
  ///   is empty there.
  mutating func follow(_ name: String, _ frame: Any) throws(PageDefect) {
    try follow(.partial(name, []), Place(template: name, values: [frame]))
  }

  /// Where in which template we are.
  private struct Place {
    var template: String
    /// The values that names are looked up in, the innermost last.
    var values: [Any]
    /// What takes the place of blocks.
    var blocks: [String: [TemplateNode]] = [:]
  }

  private mutating func follow(_ nodes: [TemplateNode], _ place: Place) throws(PageDefect) {
    for node in nodes { try follow(node, place) }
  }

  private mutating func follow(_ node: TemplateNode, _ place: Place) throws(PageDefect) {
    switch node {
    case .name(let name): _ = try value(name, place)
    case .section(let name, let inner):
      var place = place
      let value = try value(name, place)
      if !(value is Bool) { place.values.append(try Self.element(value, name, place)) }
      try follow(inner, place)
    case .block(let name, let inner): try follow(place.blocks[name] ?? inner, place)
    case .partial(let name, let inner):
      guard let nodes = templates[name] else {
        throw PageDefect("template \(place.template): there is no template \(name)")
      }
      var place = place
      place.template = name
      for case .block(let block, let nodes) in inner where place.blocks[block] == nil {
        place.blocks[block] = nodes
      }
      reached.insert(name)
      try follow(nodes, place)
    }
  }

  private func value(_ name: String, _ place: Place) throws(PageDefect) -> Any {
    guard name != ".", let innermost = place.values.last else { return place.values.last ?? () }
    let parts = name.split(separator: ".").map(String.init)
    let owner = place.values.last { Self.member(parts.first ?? "", of: $0) != nil }
    var value = owner ?? innermost
    for part in parts {
      guard let member = Self.member(part, of: value) else {
        throw PageDefect(
          "template \(place.template): there is no \(name) in \(type(of: innermost))")
      }
      guard let present = member else {
        throw PageDefect("template \(place.template): the example has nothing as \(name)")
      }
      value = present
    }
    return value
  }

  /// What a section is about: of a list, its first.
  private static func element(
    _ value: Any, _ name: String, _ place: Place
  ) throws(PageDefect) -> Any {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .collection else { return value }
    guard let first = mirror.children.first else {
      throw PageDefect("template \(place.template): the example has nothing in \(name)")
    }
    return first.value
  }

  /// Nil: there is no such member; nil within: it is nil.
  private static func member(_ name: String, of value: Any) -> Any?? {
    if let dictionary = value as? [String: Any] { return dictionary[name].map(Optional.some) }
    guard let member = Mirror(reflecting: value).children.first(where: { $0.label == name }) else {
      return nil
    }
    let mirror = Mirror(reflecting: member.value)
    guard mirror.displayStyle == .optional else { return member.value }
    return .some(mirror.children.first?.value)
  }
}
