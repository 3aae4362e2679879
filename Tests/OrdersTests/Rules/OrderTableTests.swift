import Testing

@testable import Orders

@Suite("Orders as CSV")
struct OrderTableTests {
  @Test(
    "What a spreadsheet would take for a formula is made harmless",
    arguments: [
      ("=1+1", "'=1+1"), ("+7 900", "'+7 900"), ("-2", "'-2"), ("@SUM(A1)", "'@SUM(A1)"),
      ("\t=1", "'\t=1"), ("a=1", "a=1"), ("", ""),
    ])
  func formulas(cell: String, field: String) {
    #expect(OrderTable.field(cell) == field)
  }

  @Test(
    "Separators, quotes and line ends are quoted",
    arguments: [
      ("a,b", "\"a,b\""), ("say \"meow\"", "\"say \"\"meow\"\"\""), ("a\nb", "\"a\nb\""),
      ("a\r\nb", "\"a\r\nb\""), ("=a,b", "\"'=a,b\""), ("кот", "кот"),
    ])
  func quoting(cell: String, field: String) {
    #expect(OrderTable.field(cell) == field)
  }

  @Test("Every order has a cell for each column")
  func columns() {
    let lines = OrderTable.text([.sample()]).split(separator: "\r\n")
    #expect(lines.count == 2)
    #expect(
      lines[1].split(separator: ",", omittingEmptySubsequences: false).count
        == OrderTable.columns.count)
  }
}
