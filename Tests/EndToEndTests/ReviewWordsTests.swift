import Contracts
import ServiceKit
import Testing

@testable import Orders
@testable import Quality

@Suite("Pages of reviews have words for what other services say")
struct ReviewWordsTests {
  @Test("R-200: for each reason for which an order ends")
  func reasons() throws {
    let texts = try ReviewPages.pages().texts
    for language in Language.allCases {
      let words = texts[language]
      #expect(Reason.allCases.filter { words.find("reason_\($0.rawValue)") == nil } == [])
    }
  }
}
