import FoundationEssentials
import Testing

@testable import ServiceKit

@Suite("Query parameters")
struct QueryFormTests {
  enum Status: String, CaseIterable {
    case accepted, started
  }

  private func pointers(_ query: QueryForm) -> [String] {
    do {
      try query.finish()
      return []
    } catch {
      return (error as? Problem)?.errors.map(\.pointer) ?? ["\(error)"]
    }
  }

  @Test("good parameters read as what they are, escapes decoded")
  func good() {
    let query = QueryForm(
      query: "status=started&q=%D0%BA%D0%BE%D1%82+a%26b&limit=200&from=2026-01-02T03:04:05Z"
        + "&client=0190a000-0000-7000-8000-00000000000a&overdue=true&n=3")
    #expect(query.choice("status", Status.self) == .started)
    #expect(query.search() == "кот a&b")
    #expect(query.limit() == 200)
    #expect(query.time("from")?.timeIntervalSince1970 == 1_767_323_045)
    #expect(query.uuid("client") != nil)
    #expect(query.bool("overdue") == true)
    #expect(query.int("n", 0...3) == 3)
    #expect(pointers(query).isEmpty)
  }

  @Test("without parameters everything is nil and the limit is 50")
  func none() {
    for text in [nil, ""] {
      let query = QueryForm(query: text)
      #expect(query.search() == nil && query.uuid("client") == nil && query.limit() == 50)
      #expect(pointers(query).isEmpty)
    }
  }

  @Test("all mistakes at once: wrong, unknown, repeated, undecodable")
  func mistakes() {
    let query = QueryForm(
      query:
        "status=lost&q=ab&limit=201&from=now&client=1&bogus=1&q=abc&x=%zz&y=%00&z=%ff&overdue=1")
    _ = query.choice("status", Status.self)
    _ = query.search()
    _ = query.limit()
    _ = query.time("from")
    _ = query.uuid("client")
    _ = query.bool("overdue")
    #expect(
      Set(pointers(query)) == [
        "?status", "?q", "?limit", "?from", "?client", "?bogus", "?", "?overdue",
      ])
  }

  @Test("limits are 1 to 200", arguments: ["0", "201", "-1", "1.5", "x", ""])
  func limits(text: String) {
    let query = QueryForm(query: "limit=\(text)")
    _ = query.limit()
    #expect(pointers(query) == ["?limit"])
  }

  @Test("a cursor comes back as the sort key it was made of")
  func cursor() throws {
    let date = Date(timeIntervalSince1970: 1_795_240_800.123456)
    let id = UUID()
    let text = Cursor.encode("orders", date, id, "кот", 7)
    let query = QueryForm(query: "cursor=\(text)")
    let found = try #require(
      query.cursor("orders", Date.self, UUID.self, String.self, Int.self))
    #expect(abs(found.0.timeIntervalSince(date)) < 0.000001)
    #expect(found.1 == id && found.2 == "кот" && found.3 == 7)
    #expect(pointers(query).isEmpty)
    #expect(QueryForm(query: "cursor=\(Cursor.encode("l", id))").cursor("l", UUID.self) == id)
  }

  @Test("an altered cursor, another list's and one of other keys are refused")
  func tampered() {
    let text = Cursor.encode("orders", UUID(), 5)
    func decode(_ text: String, list: String = "orders") -> (UUID, Int)? {
      Cursor.decode(text, list: list, UUID.self, Int.self)
    }
    #expect(decode(text) != nil)
    #expect(decode(text, list: "workers") == nil)
    #expect(Cursor.decode(text, list: "orders", UUID.self) == nil)
    #expect(Cursor.decode(text, list: "orders", Int.self, UUID.self) == nil)
    for index in text.indices {
      for replacement in ["A", "z", "_", "=", "+"] where text[index...index] != replacement {
        #expect(decode(text.replacingCharacter(at: index, with: replacement)) == nil)
      }
      #expect(decode(String(text[..<index])) == nil)
    }
    #expect(decode(text + "AAAA") == nil)
    #expect(decode("") == nil)
    #expect(decode(String(repeating: "A", count: 5000)) == nil)
  }
}

extension String {
  fileprivate func replacingCharacter(at index: Index, with text: String) -> String {
    self[..<index] + text + self[self.index(after: index)...]
  }
}
