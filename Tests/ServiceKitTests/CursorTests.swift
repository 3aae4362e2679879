import Contracts
import FoundationEssentials
import Postgres
import Testing

@testable import ServiceKit

@Suite("Cursors")
struct CursorTests {
  @Test("the cursor of any time that can be stored is read as the same instant")
  func times() throws {
    var random = SplitMix64(seed: 8)
    let (first, last) = (Timestamp.range.lowerBound, Timestamp.range.upperBound)
    var dates = [first, last] + [-1, 1].map { Date(timeIntervalSince1970: $0 * 1e9 + 0.123456) }
    dates += (0..<5_000).map { _ in
      let seconds = Double.random(
        in: first.timeIntervalSince1970...last.timeIntervalSince1970, using: &random)
      return Date(timeIntervalSince1970: (seconds * 1000).rounded() / 1000)
    }
    for date in dates {
      let text = Cursor.encode("list", date, UUID())
      let read = try #require(Cursor.decode(text, list: "list", Date.self, UUID.self), "\(date)")
      #expect(read.0.postgresMicroseconds == date.postgresMicroseconds, "\(date)")
    }
  }

  @Test("a time beyond the calendar is none that a list of ours ended with")
  func beyond() {
    for microseconds in [
      "253402300800000000", "-62135596800000001", "9223372036854775807", "-9223372036854775808",
    ] {
      #expect(Date(cursorText: microseconds) == nil)
    }
    let far = Date(timeIntervalSince1970: 1e12)
    #expect(Date(cursorText: far.cursorText) == Timestamp.range.upperBound)
  }
}
