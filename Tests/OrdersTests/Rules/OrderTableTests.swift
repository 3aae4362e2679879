import Testing

@testable import Orders

@Suite("Orders as a table")
struct OrderTableTests {
  @Test("Every order has a cell for each column")
  func columns() {
    #expect(OrderTable.cells(.sample()).count == OrderTable.columns.count)
  }
}
