import FoundationEssentials
import ServiceKit
import Testing

@testable import Billing

@Suite("R-221: who does not answer is left alone, ever longer, by all but one")
struct ProviderRestsTests {
  private static let silence = Answered<Int>.unknown(ErrandFailure("no answer"))

  @Test("one request a rest, of twice the length each time, up to a minute; an answer ends it")
  func rests() throws {
    let rests = ProviderRests()
    var now = Date(timeIntervalSince1970: 1_800_000_000)
    func turn(_ names: String...) -> Date? {
      rests.turn(with: names, at: now, until: now.addingTimeInterval(70))
    }
    #expect(turn("card") == nil && turn("card") == nil, "nobody rests")
    for _ in 0..<20 { rests.note(Self.silence, by: "card", at: now) }
    for longest in [1, 2, 4, 8, 16, 32, 60, 60] as [TimeInterval] {
      let end = try #require(turn("card"))
      #expect((longest / 2...longest).contains(end.timeIntervalSince(now)))
      #expect(turn("direct_debit", "card") == end && turn("direct_debit") == nil)
      #expect(rests.standing(at: now).rested == [])
      now = end
      #expect(rests.standing(at: now).rested == ["card"])
      #expect(turn("card") == nil)
      #expect(turn("card") == now.addingTimeInterval(1), "somebody is at it")
      #expect(rests.standing(at: now).rested == [])
      #expect(rests.standing(at: now).resting == ["card"])
      rests.note(Self.silence, by: "card", at: now)
    }
    rests.note(.answer(1), by: "card", at: now)
    #expect(turn("card") == nil && turn("card") == nil)
    #expect(rests.standing(at: now).resting == [])
  }

  @Test("as long as it wants, up to a minute; who asks and never comes back is followed")
  func wanted() {
    let now = Date(timeIntervalSince1970: 1_800_000_000)
    for (wanted, granted) in [(40, 40), (1e9, 60)] as [(TimeInterval, TimeInterval)] {
      let rests = ProviderRests()
      rests.note(
        Answered<Int>.unknown(ErrandFailure("busy", retryAfter: wanted)), by: "card", at: now)
      let end = now.addingTimeInterval(granted)
      #expect(rests.turn(with: ["card"], at: now, until: now) == end)
      #expect(rests.turn(with: ["card"], at: end, until: end.addingTimeInterval(70)) == nil)
      let later = end.addingTimeInterval(70)
      #expect(rests.turn(with: ["card"], at: later, until: later.addingTimeInterval(70)) == nil)
    }
  }
}
