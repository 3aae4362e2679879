import Testing

@testable import ServiceKit

@Suite("Templates and texts")
struct TemplateTests {
  private static let texts: [Language: [UInt8]] = [
    .english: Array("hello = Hello {name}, {name}\n# remark\n\nrest = a = b".utf8),
    .russian: Array("hello = Привет, {name}\nrest = в".utf8),
  ]

  private func pages(_ template: String) throws -> Pages {
    try Pages(service: "test", templates: ["x": Array(template.utf8)], texts: Self.texts)
  }

  private func render(_ template: String, _ data: Any) throws -> String {
    PageView(template: "x", titleKey: "hello", data: data)
      .fragment(try pages(template), language: .english, visitor: nil)
  }

  @Test("the shared pages have no flaw, and every language says the same things")
  func shared() throws {
    _ = try Pages.shared()
    let texts = try Texts(SharedPages.texts)
    for status in [400, 401, 403, 404, 405, 409, 413, 415, 500, 503] {
      for language in Language.allCases {
        #expect(texts[language].find("problem_\(status)") != nil)
      }
    }
    for role in Role.allCases { #expect(texts.keys.contains("role_\(role.rawValue)")) }
  }

  @Test("a text that one language lacks, a line that is none, and a key given twice are refused")
  func texts() throws {
    let flawed: [(String, String)] = [
      ("a = b", "a = b\nc = d"), ("a = b\nc = d", "a = b"), ("a: b", "a = b"),
      ("a = b\na = c", "a = b"), ("a = ", "a = b"), ("product = x", "product = y"),
    ]
    for (english, russian) in flawed {
      #expect(throws: PageDefect.self, "\(english) | \(russian)") {
        try Pages(
          service: "test", templates: [:],
          texts: [.english: Array(english.utf8), .russian: Array(russian.utf8)])
      }
    }
    #expect(throws: PageDefect.self) { try Texts([.english: Array("a = b".utf8)]) }
  }

  @Test("arguments are put in as they are, braces and all")
  func arguments() throws {
    let texts = try Texts(Self.texts)
    #expect(texts[.english].text("hello", ["name": "{name}"]) == "Hello {name}, {name}")
    #expect(texts[.russian].text("hello", ["name": "Том"]) == "Привет, Том")
    #expect(texts[.english].text("hello") == "Hello {name}, {name}")
    #expect(texts[.english].text("rest") == "a = b")
    #expect(texts[.english].text("unknown") == "unknown")
  }

  @Test(
    "what only a browser would notice is refused",
    arguments: [
      "{{t.nothing}}", "{{#t.nothing}}x{{/t.nothing}}", "{{> nothing}}", "{{<nothing}}{{/nothing}}",
      "{{{page.name}}}", "{{&page.name}}", "<p title={{page.name}}>", "{{#page}}", "{{/page}}",
      "{{page", "{{t.hello}} {{t.rest}} {{ t.nothing }}",
    ])
  func flaws(template: String) {
    #expect(throws: PageDefect.self) { try pages(template) }
  }

  struct Hostile {
    let name: String
    let names: [String]
  }

  @Test("values are escaped in text and attributes, whatever follows a sign")
  func escaping() throws {
    // Each a sign, then something that Unicode counts as one character with it.
    for mark in ["", "\u{301}", "\u{200d}", "\u{fe0f}", "\u{1f3fb}"] {
      let name =
        "<script\(mark)>alert('x')</script>\"\(mark) onload=\"\(mark)x\" '\(mark)&\(mark)<\(mark)"
      let html = try render(
        "<p title=\"{{page.name}}\">{{page.name}}{{#page.names}}{{.}}{{/page.names}}</p>",
        Hostile(name: name, names: [name]))
      let inside = html.utf8.dropFirst("<p title=\"".utf8.count).dropLast("</p>".utf8.count)
      #expect(inside.count { $0 == UInt8(ascii: "<") } == 0, "\(html)")
      // The end of the attribute and of the tag.
      #expect(inside.count { $0 == UInt8(ascii: "\"") } == 1, "\(html)")
      #expect(inside.count { $0 == UInt8(ascii: ">") } == 1, "\(html)")
      #expect(!html.contains("'"))
    }
  }

  @Test("partials and parents escape as their pages do")
  func partials() throws {
    let pages = try Pages(
      service: "test",
      templates: [
        "x": Array("{{<outer}}{{$in}}{{> part}}{{/in}}{{/outer}}".utf8),
        "outer": Array("{{page.name}}{{$in}}{{/in}}".utf8),
        "part": Array("[{{page.name}}]".utf8),
      ], texts: Self.texts)
    let html = PageView(
      template: "x", titleKey: "hello", data: Hostile(name: "\"\u{301}", names: [])
    ).fragment(pages, language: .english, visitor: nil)
    #expect(html == "&quot;\u{301}[&quot;\u{301}]")
  }
}
