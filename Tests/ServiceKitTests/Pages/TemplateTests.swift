import Contracts
import Testing

@testable import ServiceKit

@Suite("Templates and texts")
struct TemplateTests {
  private static let texts: [Language: [UInt8]] = [
    .english: Array("hello = Hello {name}, {name}\n# remark\n\nrest = a = b".utf8),
    .russian: Array("hello = Привет, {name}\nrest = в".utf8),
  ]

  private func pages(_ template: String, more: [String: String] = [:]) throws -> Pages {
    try Pages(
      service: "test",
      templates: more.merging(["x": template]) { $1 }.mapValues { Array($0.utf8) },
      showing: [Hostile.self], texts: Self.texts)
  }

  private func render(_ template: String, _ data: Hostile) throws -> String {
    PageView(data, titleKey: "hello")
      .fragment(try pages(template), language: .english)
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
      ("a = {n|cat}", "a = {n|кот|кота|котов}"), ("a = {n|cat|cats}", "a = {n|кот|коты}"),
    ]
    for (english, russian) in flawed {
      #expect(throws: PageDefect.self, "\(english) | \(russian)") {
        try Pages(
          service: "test", templates: [:], showing: [],
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

  @Test("a counted word takes the form that the Unicode CLDR gives its number")
  func plurals() throws {
    let texts = try Texts([
      .english: Array("cats = {count} {count|cat|cats}, {name}".utf8),
      .russian: Array("cats = {count} {count|кот|кота|котов}, {name}".utf8),
    ])
    func cats(_ count: Int, _ language: Language) -> String {
      texts[language].text("cats", ["count": String(count), "name": "{count}"])
    }
    #expect(
      [0, 1, 2, 11, 101].map { cats($0, .english) } == [
        "0 cats, {count}", "1 cat, {count}", "2 cats, {count}", "11 cats, {count}",
        "101 cats, {count}",
      ])
    for (counts, word) in [
      ([1, 21, 101, 1001], "кот"), ([2, 3, 4, 22, 104], "кота"),
      ([0, 5, 10, 11, 12, 13, 14, 20, 25, 100, 111, 112, 114, 211], "котов"),
    ] {
      for count in counts { #expect(cats(count, .russian) == "\(count) \(word), {count}") }
    }
    #expect(texts[.english].text("cats", ["count": "x"]).contains("{count|cat|cats}"))
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

  @Test(
    "a name that leads nowhere is refused, in sections, partials, blocks and what surrounds them",
    arguments: [
      "{{page.nmae}}", "{{nmae}}", "{{page.name.length}}", "{{vistor.name}}",
      "{{#page.nmaes}}{{/page.nmaes}}", "{{^page.nmaes}}{{/page.nmaes}}",
      "{{#page.names}}{{nmae}}{{/page.names}}", "{{^page.names}}{{nmae}}{{/page.names}}",
      "{{#page.inner}}{{flga}}{{/page.inner}}", "{{#page}}{{#inner}}{{nmae}}{{/inner}}{{/page}}",
      "{{#page.inner}}{{#flag}}{{flga}}{{/flag}}{{/page.inner}}",
      "{{> part}}", "{{<outer}}{{$in}}{{nmae}}{{/in}}{{/outer}}", "{{<outer}}{{/outer}}",
      // Of these the example has nothing, so that nobody knows what could be in them.
      "{{page.none}}", "{{#page.none}}x{{/page.none}}", "{{#page.empty}}x{{/page.empty}}",
    ])
  func names(template: String) {
    // Only those that it has: one that nothing shows would be a defect by itself.
    let others = ["part": "{{flag}}", "outer": "{{$in}}{{flag}}{{/in}}"]
      .filter { template.contains($0.key) }
    #expect(throws: PageDefect.self) { try pages(template, more: others) }
  }

  @Test("names are looked up from within, in the lists and partials that surround them")
  func found() throws {
    let html = try pages(
      "{{#page.inner}}{{> part}}{{/page.inner}}{{<outer}}{{$in}}{{> part}}{{/in}}{{/outer}}",
      more: [
        "part": "{{flag}}{{page.name}}",
        "outer": "{{#page.inner}}{{$in}}{{/in}}{{/page.inner}}",
      ])
    #expect(
      PageView(Hostile.example, titleKey: "hello")
        .fragment(html, language: .english) == "trueTomtrueTom")
  }

  @Test("a template that no page shows is refused, since nothing can be said of its names")
  func unseen() {
    #expect(throws: PageDefect.self) { try pages("x", more: ["y": "y"]) }
  }

  struct Hostile: PageData {
    static let template = "x"
    static let example = Hostile(name: "Tom", names: ["Tom"])

    let name: String
    let names: [String]
    var inner: [Inner] = [Inner(flag: true)]
    var none: String?
    var empty: [String] = []

    struct Inner {
      let flag: Bool
    }
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
    let pages = try pages(
      "{{<outer}}{{$in}}{{> part}}{{/in}}{{/outer}}",
      more: ["outer": "{{page.name}}{{$in}}{{/in}}", "part": "[{{page.name}}]"])
    let html = PageView(Hostile(name: "\"\u{301}", names: []), titleKey: "hello")
      .fragment(pages, language: .english)
    #expect(html == "&quot;\u{301}[&quot;\u{301}]")
  }
}
