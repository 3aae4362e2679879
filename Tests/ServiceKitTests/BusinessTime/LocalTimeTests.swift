import Contracts
import FoundationEssentials
import TestSupport
import Testing

@testable import ServiceKit

@Suite("Business time on pages")
struct LocalTimeTests {
  @Test("an instant is shown as clocks in the zone show it, summer time included")
  func zones() async throws {
    try await withDatabase { database in
      let winter = Date(timeIntervalSince1970: 1_803_891_600)  // 2027-03-01 09:00 UTC, a Monday
      let summer = Date(timeIntervalSince1970: 1_814_392_740)  // 2027-06-30 21:59 UTC
      let moscow = BusinessTime(database.app("orders"), zone: "Europe/Moscow")
      let berlin = BusinessTime(database.app("orders"), zone: "Europe/Berlin")
      let shown = try await moscow.local([winter, summer, winter])
      #expect(shown[winter] == LocalTime(day: "2027-03-01", weekday: 1, time: "12:00"))
      #expect(shown[summer] == LocalTime(day: "2027-07-01", weekday: 4, time: "00:59"))
      let there = try await berlin.local([winter, summer])
      #expect(there[winter]?.time == "10:00" && there[summer]?.time == "23:59")
      #expect(try await moscow.local([]).isEmpty)
    }
  }

  @Test("a day in words")
  func words() throws {
    let texts = try Texts(SharedPages.texts)
    let day = LocalTime(day: "2027-03-01", weekday: 1, time: "12:00")
    #expect(day.day(texts[.english]) == "Monday, 1 March")
    #expect(day.day(texts[.russian]) == "понедельник, 1 марта")
  }
}
