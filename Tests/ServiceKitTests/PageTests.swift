import Testing

@testable import ServiceKit

@Suite("Pages")
struct PageTests {
  private func page(of count: Int) -> Page<Int> {
    Page(fetched: Array(1...count), limit: 3, cursor: { "after-\($0)" }, item: { $0 * 10 })
  }

  @Test("one row more than asked for says that there is a next page")
  func next() {
    #expect(page(of: 4).items == [10, 20, 30])
    #expect(page(of: 4).nextCursor == "after-3")
    #expect(page(of: 3).items == [10, 20, 30])
    #expect(page(of: 3).nextCursor == nil)
  }

  @Test("a page is items and next_cursor, null on the last one")
  func shape() {
    var writer = JSONWriter()
    page(of: 2).write(to: &writer)
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == #"{"items":[10,20],"next_cursor":null}"#)
  }
}
