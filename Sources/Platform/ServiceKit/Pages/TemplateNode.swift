/// What a template says between double braces, nested as Mustache nests it
/// (https://mustache.github.io/mustache.5.html, with its specification's inheritance).
indirect enum TemplateNode: Equatable {
  /// A value or what an inverted section asks about: in what follows names mean what they meant.
  case name(String)
  case section(String, [TemplateNode])
  /// What a template has there unless who includes it has something else.
  case block(String, [TemplateNode])
  /// Another template, and what takes the place of its blocks.
  case partial(String, [TemplateNode])

  /// - Parameter references: what stands between the double braces, in order.
  static func nodes(_ references: [Substring]) -> [TemplateNode] {
    var rest = references[...]
    return nodes(&rest)
  }

  /// Up to the end of the section that has begun.
  private static func nodes(_ rest: inout ArraySlice<Substring>) -> [TemplateNode] {
    var nodes: [TemplateNode] = []
    while let reference = rest.popFirst() {
      let sign = reference.first
      let name = String(reference.drop { "#^/$<> ".contains($0) }.prefix { $0 != " " })
      switch sign {
      case "/": return nodes
      case "!", "%": continue
      case "#": nodes.append(.section(name, self.nodes(&rest)))
      case "^": nodes += [.name(name)] + self.nodes(&rest)
      case "$": nodes.append(.block(name, self.nodes(&rest)))
      case "<": nodes.append(.partial(name, self.nodes(&rest)))
      case ">": nodes.append(.partial(name, []))
      default: nodes.append(.name(name))
      }
    }
    return nodes
  }
}
