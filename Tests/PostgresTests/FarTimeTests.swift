import Contracts
import FoundationEssentials
import Postgres
import Testing

@Suite("Times far from ours")
struct FarTimeTests {
  @Test("to the millisecond they are what Postgres has, however far, and are found again")
  func roundTrip() async throws {
    var random = SplitMix64(seed: 5)
    let texts = (0..<400).map { index in
      let year = index < 20 ? [1, 9999][index % 2] : Int.random(in: 1...9999, using: &random)
      func number(_ range: ClosedRange<Int>, _ width: Int) -> String {
        let digits = String(Int.random(in: range, using: &random))
        return String(repeating: "0", count: width - digits.count) + digits
      }
      let padded = String(repeating: "0", count: 4 - String(year).count) + String(year)
      return "\(padded)-\(number(1...12, 2))-\(number(1...28, 2)) \(number(0...23, 2)):"
        + "\(number(0...59, 2)):\(number(0...59, 2)).\(number(0...999, 3))+00"
    }
    try await withClient { db in
      for text in texts {
        let read = try await db.query("select \(text)::text::timestamptz", as: Date.self)
        let date = try #require(read.first)
        let isFound = try await db.query(
          "select \(text)::text::timestamptz = \(date)", as: Bool.self)
        #expect(isFound == [true], "\(text)")
        #expect(Date(postgresMicroseconds: date.postgresMicroseconds) == date, "\(text)")
      }
    }
  }
}
