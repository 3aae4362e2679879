import Contracts
import Testing

@testable import ServiceKit

@Suite("Pages that are lists")
struct ListTests {
  private static let page = Address("/cats")

  @Test("from a part of a list every way keeps what narrows it, and only the pager the place")
  func addresses() {
    let query = QueryForm(query: "q=Tom+%26+Ida&status=ready&cursor=2&notice=done&odd=1")
    let address = ListAddress(Self.page, query, "q", "status")
    #expect(address.path == "/cats?q=Tom%20%26%20Ida&status=ready&cursor=2")
    let list = ListView(
      address, next: "3", search: ListSearch("Name"), empty: EmptyState("Nobody.", hint: ""))
    #expect(list.pager.start == "/cats?q=Tom%20%26%20Ida&status=ready")
    #expect(list.pager.later == "/cats?q=Tom%20%26%20Ida&status=ready&cursor=3")
    #expect(list.filter?.sought == "Tom & Ida" && list.filter?.everything == "/cats?status=ready")
    #expect(list.filter?.kept.map { [$0.name, $0.value] } == [["status", "ready"]])
    #expect(address.with("status", nil).path == "/cats?q=Tom%20%26%20Ida")
    #expect(
      address.at(Address("/cats/stream")).with("since", "7").path
        == "/cats/stream?q=Tom%20%26%20Ida&status=ready&since=7")
  }

  @Test("the whole of a list leads to no start, to nothing later, and needs no search")
  func whole() {
    let address = ListAddress(Self.page, QueryForm(query: nil), "q")
    let list = ListView(address, next: nil, empty: EmptyState("Nobody.", hint: ""))
    #expect(address.path == "/cats" && list.pager.start == nil && list.pager.later == nil)
    #expect(list.filter == nil && FilterBar(address, ListSearch("Name")).everything == nil)
  }

  struct Cats: PageData {
    static let template = "cats"
    static var example: Cats { Cats(list: .example) }
    let list: ListView
  }

  @Test("a stream is sent what is of the page: its lead and its rows, and nothing of its visitor")
  func fragment() throws {
    let texts = Array("cats = Cats".utf8)
    let pages = try Pages(
      service: "test",
      templates: [
        "cats": Array("{{<list}}{{$rows}}{{> form-keys}}<ul></ul>{{/rows}}{{/list}}".utf8)
      ], showing: [Cats.self], texts: [.english: texts, .russian: texts])
    let html = PageView(Cats.example, titleKey: "cats")
      .fragment(pages, language: .english)
    for part in ["id=\"lead\" data-region>Two cats.", "id=\"tabs\"", "data-until=\"x\"", "<ul>"] {
      #expect(html.contains(part), "\(part): \(html)")
    }
    for part in ["<html", "<h1", "form_token", "form_key"] { #expect(!html.contains(part)) }
  }
}
