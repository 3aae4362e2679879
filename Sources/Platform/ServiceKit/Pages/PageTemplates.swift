import Mustache

/// Mustache templates, compiled once.
struct PageTemplates: Sendable {
  private let library: MustacheLibrary
  /// The same with nothing around a page.
  private let fragments: MustacheLibrary
  /// Those that a page shows, as itself or within another.
  let reached: Set<String>

  /// - Parameters:
  ///   - sources: templates by the name under which others include them.
  ///   - frames: what the pages among them show, for example.
  /// - Throws: `PageDefect` for what cannot be parsed, and for what only a browser would notice: a
  ///   name that leads nowhere, an unescaped value, a value outside quotation marks in a tag.
  init(_ sources: [String: [UInt8]], showing frames: [(String, PageFrame)]) throws(PageDefect) {
    var templates: [String: MustacheTemplate] = [:]
    var nodes: [String: [TemplateNode]] = [:]
    for (name, bytes) in sources {
      let source = try TemplateSource(name, bytes)
      templates[name] = try source.compiled(under: HTMLEscaping.pragma)
      nodes[name] = source.nodes
    }
    library = MustacheLibrary(templates: templates)
    templates["layout"] = templates["fragment"]
    fragments = MustacheLibrary(templates: templates)
    var check = TemplateCheck(nodes)
    for (name, frame) in frames { try check.follow(name, frame) }
    reached = check.reached
  }

  /// The page as HTML; nothing if there is no such template.
  func render(_ name: String, _ frame: PageFrame) -> String {
    library.render(frame, withTemplate: name) ?? ""
  }

  /// Its lead and its main part, as they stand in the page.
  func renderFragment(_ name: String, _ frame: PageFrame) -> String {
    fragments.render(frame, withTemplate: name) ?? ""
  }
}
