import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Billing
@testable import ServiceKit

@Suite("R-225: rules of cut-offs, all of them")
struct CutoffGrammarTests {
  private static let days =
    ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"].map { $0 + "day" } + ["last-day"]
    + (1...28).map { "day-\($0)" }

  private static func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }

  private static let times = (0..<1_440).map { "\(two($0 / 60)):\(two($0 % 60))" }

  /// Each that has a day and a time.
  private static let daily = Set(days.flatMap { day in times.map { "\(day) \($0)" } })

  /// Whether it is a rule, by the list of all: what is said after `every` is a number of seconds as
  /// numbers are written.
  private static func isRule(_ text: String) -> Bool {
    if daily.contains(text) { return true }
    guard text.hasPrefix("every "), text.hasSuffix("s") else { return false }
    let digits = String(text.dropFirst(6).dropLast())
    return Int(digits).map { 1...999_999 ~= $0 && "\($0)" == digits } ?? false
  }

  @Test("each day of the week and of the month, each minute, each number of seconds")
  func known() {
    let texts =
      Self.days.flatMap { ["\($0) 00:00", "\($0) 09:59", "\($0) 23:59"] }
      + Self.times.map { "sunday \($0)" } + [1, 9, 10, 59, 3_600, 999_999].map { "every \($0)s" }
    for text in texts {
      #expect(Self.isRule(text))
      #expect(CutoffRule(text)?.text == text)
    }
  }

  @Test(
    "what is a character away from a rule is one only if it is among them",
    arguments: [
      "sunday 20:00", "monday 09:30", "last-day 00:00", "day-1 10:10", "day-28 23:59",
      "every 30s", "every 999999s",
    ])
  func misspelt(text: String) {
    let characters = Array(text)
    var others: Set<String> = [text.uppercased(), " " + text, text + " "]
    for place in characters.indices {
      let (before, after) = (String(characters[..<place]), String(characters[(place + 1)...]))
      others.insert(before + after)
      for other in "abdefhilmnorstuwy-: 0123456789SE\t\u{E9}" {
        others.insert("\(before)\(other)\(after)")
        others.insert("\(before)\(other)\(characters[place])\(after)")
      }
    }
    for other in others {
      #expect((CutoffRule(other) != nil) == Self.isRule(other), "\(other)")
    }
  }

  @Test("a setting is read and spelt the same, and what is none is told what could be")
  func setting() {
    let form = SettingForm<CutoffRule>.cutoff
    for text in ["sunday 20:00", "last-day 20:00", "day-15 20:00", "every 30s"] {
      #expect(form.read(text).map(form.spell) == text)
      #expect(form.mistake.contains("\"\(text)\""))
    }
    #expect(form.read("sundays") == nil)
    #expect(CutoffRule.sundayEvening == CutoffRule("sunday 20:00"))
    #expect(CutoffRule.lastEvening == CutoffRule("last-day 20:00"))
  }

  @Test("Postgres understands each day, at the time that it says and never before it is asked")
  func understood() async throws {
    try await withLedger { bed in
      let now = LedgerFixture.now
      for day in Self.days {
        let rule = try #require(CutoffRule("\(day) 20:07"))
        let ends = try await bed.app.query(
          "select cutoff_after(\(now), \(rule.text), 'Asia/Tokyo')", as: Date.self)
        // Tokyo is nine hours ahead of UTC all the year.
        let sinceMidnight = (ends[0].timeIntervalSince1970 + 9 * 3_600)
          .truncatingRemainder(dividingBy: 86_400)
        #expect(sinceMidnight == 20 * 3_600 + 7 * 60, "\(rule.text)")
        #expect(ends[0] > now && ends[0] < now.addingTimeInterval(32 * 86_400), "\(rule.text)")
      }
    }
  }
}
