import FoundationEssentials
import Testing

@testable import ServiceKit

@Suite("Retry-After (RFC 9110, 10.2.3)")
struct RetryAfterTests {
  private static let now = Date(timeIntervalSince1970: 784_111_777)

  @Test(
    "is seconds, or a date",
    arguments: [
      ("0", 0), ("120", 120), ("Sun, 06 Nov 1994 08:50:37 GMT", 60),
      ("Mon, 07 Nov 1994 08:49:37 GMT", 86_400), ("Sun, 06 Nov 1994 08:49:36 GMT", 0),
    ] as [(String, TimeInterval)])
  func understood(header: String, seconds: TimeInterval) {
    #expect(RetryAfter.seconds(header, at: Self.now) == seconds)
  }

  @Test(
    "else it says nothing",
    arguments: [
      "", "soon", "-1", "+1", "1.5", "1e9", "nan", "99999999999", "Sun, 06 Nov 1994 08:50:37",
      "Sun, 06 Nov 1994 08:50:37 MSK", "Sun, 31 Feb 1994 08:50:37 GMT",
      "Sun, 06 Mew 1994 08:50:37 GMT",
    ])
  func unknown(header: String) {
    #expect(RetryAfter.seconds(header, at: Self.now) == nil)
  }
}
