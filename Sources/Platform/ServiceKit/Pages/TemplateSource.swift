import Mustache

/// A Mustache template as it is written.
struct TemplateSource {
  let name: String
  private let text: String

  /// - Throws: `PageDefect` for what would not be escaped, and for what nobody would see as a mistake
  ///   but a browser: a value outside quotation marks in a tag.
  init(_ name: String, _ bytes: [UInt8]) throws(PageDefect) {
    self.name = name
    text = String(decoding: bytes, as: UTF8.self)
    if let reference = references.first(where: { $0.first == "{" || $0.first == "&" }) {
      throw PageDefect("template \(name): {{\(reference)}} would not be escaped")
    }
    guard text.firstRange(of: "={{") == nil else {
      throw PageDefect("template \(name): an attribute's value needs quotation marks")
    }
  }

  /// - Parameter pragma: what it begins with, which says how values are escaped.
  /// - Throws: `PageDefect` for what cannot be parsed.
  func compiled(under pragma: String) throws(PageDefect) -> MustacheTemplate {
    do {
      return try MustacheTemplate(string: pragma + text)
    } catch {
      throw PageDefect("template \(name): \(error)")
    }
  }

  var nodes: [TemplateNode] { TemplateNode.nodes(references) }

  /// What stands between double braces.
  private var references: [Substring] {
    var rest = text[...]
    var references: [Substring] = []
    while let open = rest.firstRange(of: "{{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      references.append(rest[open.upperBound..<close.lowerBound])
      rest = rest[close.upperBound...]
    }
    return references
  }
}
