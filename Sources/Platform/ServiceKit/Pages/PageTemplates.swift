import Mustache

/// Mustache templates, compiled once.
struct PageTemplates: Sendable {
  private let library: MustacheLibrary

  /// - Parameter sources: templates by the name under which others include them.
  /// - Throws: `PageDefect` for what cannot be parsed, and for what only a browser would notice: an
  ///   unknown text or template, an unescaped value, a value outside quotation marks in a tag.
  init(_ sources: [String: [UInt8]], texts: Texts) throws(PageDefect) {
    var templates: [String: MustacheTemplate] = [:]
    for (name, bytes) in sources {
      let source = String(decoding: bytes, as: UTF8.self)
      for reference in Self.references(in: source) {
        if let flaw = Self.flaw(of: reference, texts: texts, templates: Set(sources.keys)) {
          throw PageDefect("template \(name): \(flaw)")
        }
      }
      guard source.firstRange(of: "={{") == nil else {
        throw PageDefect("template \(name): an attribute's value needs quotation marks")
      }
      do {
        templates[name] = try MustacheTemplate(string: HTMLEscaping.pragma + source)
      } catch {
        throw PageDefect("template \(name): \(error)")
      }
    }
    library = MustacheLibrary(templates: templates)
  }

  /// The page as HTML; nothing if there is no such template.
  func render(_ name: String, _ frame: PageFrame) -> String {
    library.render(frame, withTemplate: name) ?? ""
  }

  /// What stands between double braces.
  private static func references(in source: String) -> [Substring] {
    var rest = source[...]
    var references: [Substring] = []
    while let open = rest.firstRange(of: "{{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      references.append(rest[open.upperBound..<close.lowerBound])
      rest = rest[close.upperBound...]
    }
    return references
  }

  private static func flaw(
    of reference: Substring, texts: Texts, templates: Set<String>
  ) -> String? {
    let name = reference.drop { "#^/$<> ".contains($0) }.split(separator: " ").first ?? ""
    switch reference.first {
    case "{", "&": return "{{\(reference)}} would not be escaped"
    case "<", ">":
      return templates.contains(String(name)) ? nil : "there is no template \(name)"
    default:
      guard name.hasPrefix("t.") else { return nil }
      let key = String(name.dropFirst(2))
      return texts.keys.contains(key) ? nil : "there is no text \(key)"
    }
  }
}
