import Contracts
import FoundationEssentials
import TestSupport
import Testing

@testable import Notifications

@Suite("R-300: how it stands with mails, for those who look after them")
struct MailReportTests {
  @Test("what is not settled counts, and what was within a day")
  func counts() async throws {
    try await withNotifications(change: { $0.packagesTo = nil }) { bed in
      try await bed.accept(bed.order())
      try await bed.round()
      try await bed.accept(bed.order())
      #expect(try await bed.lines() == ["order-stands 0 1 0 1 0 0 0", "new-job 2 0 0 0 0 0 0"])
      bed.time.advance(by: 86_400)
      try await bed.accept(bed.order(hours: 1))
      #expect(try await bed.lines() == ["order-stands 0 2 0 0 0 0 0", "new-job 3 0 0 0 0 0 0"])
    }
  }

  @Test("the oldest on its way is stuck after half an hour, as MailStuck has it")
  func stuck() async throws {
    try await withNotifications(change: { $0.sender = nil }) { bed in
      #expect(try await bed.report().oldestSeconds == nil)
      try await bed.accept(bed.order())
      bed.time.advance(by: 1_800)
      #expect(try await bed.report().oldestSeconds == 1_800)
      #expect(try await !bed.report().isStuck)
      bed.time.advance(by: 1)
      #expect(try await bed.report().isStuck)
    }
  }

  @Test("more than a twentieth of an hour's mails that fail are too many, as MailsRefused has it")
  func refused() async throws {
    try await withNotifications(change: { $0.packagesTo = nil }) { bed in
      bed.office.set("tom@cats.example", .refuse)
      try await bed.accept((0..<2).map { _ in bed.order(email: "tom@cats.example") })
      try await bed.accept((0..<27).map { _ in bed.order() })
      try await bed.round()
      let few = try await bed.report()
      #expect(few.tried == 29 && few.refused == 2 && !few.areRefused)
      try await bed.accept(bed.order())
      try await bed.round()
      let report = try await bed.report()
      #expect(report.tried == 30 && report.refused == 2 && report.areRefused)
      try await bed.accept((0..<10).map { _ in bed.order() })
      try await bed.round()
      let many = try await bed.report()
      #expect(many.tried == 40 && many.refused == 2 && !many.areRefused)
      bed.time.advance(by: 3_601)
      #expect(try await bed.report().tried == 0)
    }
  }

  @Test("addresses that are not written to are counted until that is lifted")
  func suppressed() async throws {
    try await withNotifications { bed in
      bed.office.set(Fixture.client, .unknown)
      try await bed.accept(bed.order())
      try await bed.round()
      #expect(try await bed.report().suppressed == 1)
    }
  }
}

extension Fixture {
  fileprivate func report() async throws -> MailReport {
    try await MailReport(from: database.app("notifications"), at: time.now)
  }

  fileprivate func lines() async throws -> [String] {
    try await report().rows.map { row in
      "\(row.template) " + row.mails.map { "\($0)" }.joined(separator: " ")
    }
  }
}
