import Contracts
import FoundationEssentials
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-080: how somebody stands, in words")
struct ApplicationWordsTests {
  private func words(_ language: Language = .english) throws -> ApplicationWords {
    ApplicationWords(
      texts: try ApplicationPages.pages().texts[language], clocks: [:], reader: "boss")
  }

  /// The standing of points in a group of which so many have which points.
  private func standing(_ points: Int, _ counts: [Int: Int]) -> StandingNow {
    let standings = Standings(counts: counts)
    let score = SetScore(
      points: points, maxPoints: 46, characteristics: Array(repeating: 50, count: 20),
      isKnockedOut: false, reachesMinimum: true)
    return StandingNow(
      score, ordinal: standings.count, last: standings.count, among: standings)
  }

  @Test("places that are shared are a range, and thousands are parted")
  func places() throws {
    let shared = standing(40, [46: 11, 40: 3, 10: 986])
    #expect(try words().place(shared) == "12–14 of 1\u{A0}000")
    #expect(try words(.russian).place(shared) == "12–14 из 1\u{A0}000")
    #expect(try words().place(standing(46, [46: 1, 10: 99])) == "1 of 100")
    #expect(try words().mark(shared).text == "proposed")
  }

  @Test("case 14: forty tied on top of 1 000 are not proposed, and the page warns")
  func tie() throws {
    let tied = standing(46, [46: 40, 10: 960])
    #expect(try words().mark(tied).text == "level with others at the edge of the places")
    #expect(try words().warning(tied)?.contains("(30)") == true)
    #expect(try words().warning(standing(10, [46: 40, 10: 960])) == nil)
    let few = standing(46, [46: 1, 10: 36])
    #expect(try words().mark(few).text == "37 of the 100 attempts that it takes so far")
  }

  @Test(
    "numbers are grouped by three digits",
    arguments: [
      (0, "0"), (999, "999"), (1_000, "1\u{A0}000"), (1_234_567, "1\u{A0}234\u{A0}567"),
      (-1_000, "−1\u{A0}000"),
    ])
  func numbers(number: Int, text: String) throws {
    #expect(try words().number(number) == text)
  }
}
