import Contracts
import FoundationEssentials
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-080: how somebody stands, in words")
struct PageWordsTests {
  private static let rival = UUID()

  private func words(_ language: Language = .english) throws -> PageWords {
    PageWords(
      try ApplicationPages.pages().texts[language], [:], managers: [Self.rival: "Vasilisa Claw"],
      reader: "boss")
  }

  @Test("a manager is named, by the name that the register has told, or else by what is known")
  func managers() throws {
    let words = try words(.english)
    let named = ["boss", Self.rival.wire, "unheard-of"].map { words.manager(ExactText($0)) }
    #expect(named == ["you", "Vasilisa Claw", "unheard-of"])
  }

  /// The standing of 46 of 46 points in a group of which so many have which points.
  private func standing(_ counts: [Int: Int]) throws -> StandingNow {
    let standings = Standings(counts: counts)
    let best = try FirstLook.document.scoring.evaluate(
      FirstLook.best, marks: ["why_us": 4, "best_day": 4])
    return StandingNow(
      try #require(SetScore([best])), ordinal: standings.count, last: standings.count,
      among: standings)
  }

  @Test("places that are shared are a range, and thousands are parted")
  func places() throws {
    let shared = try standing([50: 11, 46: 3, 10: 986])
    #expect(try words().place(shared) == "12–14 of 1\u{A0}000")
    #expect(try words(.russian).place(shared) == "12–14 из 1\u{A0}000")
    #expect(try words().place(standing([46: 1, 10: 99])) == "1 of 100")
    #expect(try words().mark(shared).text == "proposed")
  }

  @Test("case 14: forty tied on top of 1 000 are not proposed, and the page warns")
  func tie() throws {
    let tied = try standing([46: 40, 10: 960])
    #expect(try words().mark(tied).text == "level with others at the edge of the places")
    #expect(try words().warning(tied)?.contains("(30)") == true)
    #expect(try words().warning(standing([46: 1, 10: 999])) == nil)
    let few = try standing([46: 1, 10: 36])
    #expect(try words().mark(few).text == "37 of 100 attempts")
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
