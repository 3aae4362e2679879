import Mustache

/// A Mustache template that is no page and has nothing around it, such as a mail's.
public struct LoneTemplate: Sendable {
  /// How values are written in it.
  public enum Form: Sendable {
    case html
    /// As they are.
    case plain
  }

  private let template: MustacheTemplate

  /// - Parameters:
  ///   - name: as what is wrong with it names it.
  ///   - example: what it shows, for example: something in every list and every optional.
  /// - Throws: `PageDefect` for what cannot be parsed, and for a name that the example does not have.
  public init(
    _ name: String, _ source: [UInt8], as form: Form, example: some Sendable
  ) throws(PageDefect) {
    let source = try TemplateSource(name, source)
    template = try source.compiled(under: form.pragma)
    var check = TemplateCheck([name: source.nodes])
    try check.follow(name, example)
  }

  public func render(_ value: some Sendable) -> String { template.render(value) }
}

extension LoneTemplate.Form {
  fileprivate var pragma: String {
    switch self {
    case .html: HTMLEscaping.pragma
    case .plain: "{{% CONTENT_TYPE:TEXT}}"
    }
  }
}
