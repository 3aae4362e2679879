import Contracts
import Testing

@testable import ServiceKit

@Suite("Components of lists")
struct ComponentTests {
  struct Data: PageData {
    static let template = "x"
    static var example: Data { Data(LocalTexts.example, start: "/x") }

    let mark: StatusMark
    let tabs: Tabs
    let filter: FilterBar
    let pager: Pager
    let earlier: Pager
    let empty: EmptyState
    let live: LiveMark

    init(_ texts: LocalTexts, start: String? = nil) {
      mark = StatusMark(.underWay, "<Ready>")
      tabs = Tabs([
        .init("All", count: 3, path: "/x", isCurrent: false),
        .init("Ready", count: 0, path: "/x?a=1&b=2", isCurrent: true),
      ])
      filter = FilterBar(
        ListAddress(
          Address("/x"), fields: [("q", "\"Tom\""), ("status", "ready"), ("cursor", "1")]),
        .example("Worker", .example))
      pager = Pager(start: start, later: "/x?cursor=1")
      earlier = Pager(start: start, later: "/x?cursor=1", isBackwards: true)
      empty = EmptyState("Nothing.", hint: "Wait.", way: ("Add one", "/x/new"))
      live = LiveMark(asOf: "10:02", texts)
    }
  }

  private func render(_ name: String, _ language: Language = .english) throws -> String {
    let pages = try Pages(
      service: "test",
      templates: [
        "x": Array("{{#page.\(name)}}{{> \(Self.partials[name] ?? name)}}{{/page.\(name)}}".utf8)
      ],
      showing: [Data.self],
      texts: [.english: Array("x = x".utf8), .russian: Array("x = x".utf8)])
    return PageView(Data(pages.texts[language]), titleKey: "x")
      .fragment(pages, language: language)
  }

  private static let partials = [
    "filter": "filter-bar", "live": "live-mark", "earlier": "pager",
  ]

  @Test("each shows what it was given, escaped")
  func shown() throws {
    for (name, parts) in [
      "mark": ["mark under-way", ">◐</span> &lt;Ready&gt;"],
      "tabs": [
        #"<a href="/x">All <span class="count">3</span>"#,
        #"<a href="/x?a=1&amp;b=2" aria-current="page">Ready <span class="count">0</span>"#,
      ],
      "filter": [
        #"value="Wo" minlength="3""#, "must have at least 3 characters",
        #"name="status" value="ready""#, #"href="/x?status=ready""#,
        ">Worker<",
      ],
      "pager": [#"id="later" rel="next" href="/x?cursor=1""#],
      "empty": ["<p>Nothing.</p>", "Wait.", #"href="/x/new">Add one<"#],
      "live": ["as of 10:02", #"data-live="Live""#],
    ] {
      let html = try render(name)
      for part in parts { #expect(html.contains(part), "\(name): \(html)") }
    }
    #expect(try !render("pager").contains("Back to the start"))
    #expect(try render("pager").contains(">Later ones<"))
    #expect(try render("earlier").contains(">Earlier ones<"))
    #expect(try render("live", .russian).contains("на 10:02"))
  }

  @Test("a mark can be told without its colour: no two kinds have the same shape")
  func shapes() {
    #expect(Set(StatusMark.Kind.allCases.map(\.shape)).count == StatusMark.Kind.allCases.count)
  }

  @Test("a page that asks once more says what it costs, of what, and takes no hasty press")
  func confirm() throws {
    let pages = try Pages(
      service: "test", templates: [:], showing: [ConfirmView.self],
      texts: [.english: Array("x = x".utf8), .russian: Array("x = x".utf8)])
    let plain = PageView(ConfirmView("It ends.", .example), titleKey: "x")
      .fragment(pages, language: .english)
    let told = PageView(ConfirmView.example, titleKey: "x").fragment(pages, language: .english)
    #expect(told.contains("<p><b>95.00 stays due.</b> It ends.</p>\n<dl class=\"summary\">"))
    #expect(plain.contains("<p>It ends.</p>") && !plain.contains("<dl"))
    #expect(ConfirmView.files == ["steady.js"])
  }
}
