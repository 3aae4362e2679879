import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Notifications

@Suite("How late mails are")
struct MailStandingTests {
  @Test("late is what is due and not tried; what is put off is old, and not late")
  func late() async throws {
    try await withNotifications(change: { $0.packagesTo = nil }) { bed in
      bed.office.set(Fixture.client, .putOff)
      try await bed.accept(bed.order(hours: 48))
      for minutes in [1, 5, 15, 60, 240] as [Double] {
        try await bed.round()
        bed.time.advance(by: minutes * 60)
        #expect(try await lateSeconds(bed) == 0)
      }
      #expect(try await standing(bed).oldestSeconds == 321 * 60)
      bed.time.advance(by: 1_801)
      #expect(try await lateSeconds(bed) == 1_801)
      try await bed.round()
      #expect(try await lateSeconds(bed) == 0)
    }
  }

  @Test("where no server is named, and where whoever had a mail is not followed, mails are late")
  func untried() async throws {
    try await withNotifications(change: { ($0.sender, $0.packagesTo) = (nil, nil) }) { bed in
      try await bed.accept(bed.order())
      try await bed.round()
      bed.time.advance(by: 60)
      #expect(try await lateSeconds(bed) == 60)
      let now = bed.time.now
      try await bed.notifications.database.execute(
        ClaimMails(
          now: now, leaseEnd: now.addingTimeInterval(900), lease: UUID(), limit: 10, sends: true))
      bed.time.advance(by: 900)
      #expect(try await lateSeconds(bed) == 0)
      bed.time.advance(by: 5)
      #expect(try await lateSeconds(bed) == 5)
    }
  }

  private func standing(_ bed: Fixture) async throws -> MailStanding {
    try #require(
      try await bed.notifications.database.readOne(ReadMailStanding(now: bed.time.now)))
  }

  private func lateSeconds(_ bed: Fixture) async throws -> Int64 {
    try await standing(bed).lateSeconds
  }
}
