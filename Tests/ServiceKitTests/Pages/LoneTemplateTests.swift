import Testing

@testable import ServiceKit

@Suite("Templates that stand alone")
struct LoneTemplateTests {
  private struct Note: Sendable {
    var cat = "Mura & Tom"
    var lines = ["<purr>", "\"meow\""]
  }

  private func template(
    _ source: String, as form: LoneTemplate.Form
  ) throws -> LoneTemplate {
    try LoneTemplate("note", Array(source.utf8), as: form, example: Note())
  }

  @Test("HTML is escaped, plain text is as it is")
  func escaping() throws {
    let source = "{{cat}}:{{#lines}} {{.}}{{/lines}}"
    #expect(
      try template(source, as: .html).render(Note())
        == "Mura &amp; Tom: &lt;purr&gt; &quot;meow&quot;")
    #expect(try template(source, as: .plain).render(Note()) == "Mura & Tom: <purr> \"meow\"")
  }

  @Test(
    "what would be shown as nothing, or as it is, is a defect",
    arguments: ["{{dog}}", "{{#lines}}{{purr}}{{/lines}}", "{{{cat}}}", "{{&cat}}", "{{#cat}}"])
  func defects(source: String) {
    #expect(throws: PageDefect.self) { try template(source, as: .plain) }
  }
}
