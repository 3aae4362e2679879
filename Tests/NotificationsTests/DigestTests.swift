import Contracts
import FoundationEssentials
import Mail
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Notifications

@Suite("R-301: managers are told of new applications, all in one letter, at most one in an hour")
struct DigestTests {
  @Test("each active manager in the own language, of how many for what, from whom")
  func tells() async throws {
    try await withNotifications { bed in
      try await bed.introduceManager()
      try await bed.introduceManager("Boris Grey", language: .russian)
      try await bed.introduceManager("Tom Former", active: false)
      try await bed.round(of: [])
      #expect(bed.office.taken.isEmpty, "there is nothing to be told")
      try await bed.round(of: ["Ryzhik", "Murka"], language: .english)
      #expect(Set(bed.office.taken) == ["vasilisa@mcf.example", "boris@mcf.example"])
      let english = try #require(try bed.texts(to: "vasilisa@mcf.example").first)
      #expect(english.contains("Hello Vasilisa,"))
      #expect(english.contains("2 cats have applied"))
      #expect(
        english.contains("For: Household helper (2)") && english.contains("From: Ryzhik, Murka"))
      let russian = try #require(try bed.texts(to: "boris@mcf.example").first)
      #expect(russian.contains("2 кота подали и подтвердили заявку"))
    }
  }

  @Test("where a department hires, it alone is told")
  func department() async throws {
    let address = "hiring@mcf.example"
    try await withNotifications(change: { $0.hiringTo = MailAddress(address) }) { bed in
      try await bed.introduceManager()
      try await bed.round(of: ["Ryzhik"])
      #expect(bed.office.taken == [address])
      let text = try #require(try bed.texts(to: address).first)
      #expect(text.contains("Hello,") && text.contains("1 cat has applied"))
    }
  }

  @Test("what comes within the hour is told when it is over, and is told once")
  func hourly() async throws {
    try await withNotifications { bed in
      try await bed.introduceManager()
      try await bed.round(of: ["Ryzhik"])
      let first = bed.time.now
      for _ in 0..<3 {
        bed.time.advance(by: 900)
        try await bed.round(of: ["Murka"])
      }
      #expect(bed.office.taken.count == 1)
      bed.time.set(first.addingTimeInterval(3_599))
      try await bed.round(of: [])
      #expect(bed.office.taken.count == 1)
      bed.time.advance(by: 1)
      try await bed.round(of: [])
      let texts = try bed.texts(to: "vasilisa@mcf.example")
      #expect(texts.count == 2 && texts.last?.contains("From: Murka, Murka, Murka") == true)
      for _ in 0..<3 {
        bed.time.advance(by: 3_600)
        try await bed.round(of: [])
      }
      #expect(bed.office.taken.count == 2, "without news there is none")
    }
  }

  @Test("case 6: of many the counts by vacancy are told, and the names of twenty")
  func many() async throws {
    try await withNotifications { bed in
      try await bed.introduceManager()
      let names = (1...500).map { "Cat\($0)" }
      try await bed.apply(names)
      try await bed.apply(["Last"], language: .russian, for: MoneySamples.id(60))
      try await bed.round(of: [])
      let text = try #require(try bed.texts(to: "vasilisa@mcf.example").first)
      #expect(bed.office.taken.count == 1)
      #expect(text.contains("Household helper (500)\nПомощник по хозяйству (1)"))
      #expect(text.contains("\(names.prefix(20).joined(separator: ", ")) and 481 more"))
    }
  }

  @Test("an application that is new no longer is not told of, and one told again or late neither")
  func notNew() async throws {
    try await withNotifications { bed in
      try await bed.introduceManager()
      let start = bed.time.now
      try await bed.tell(HiringSamples.changed(.confirmed, "new", at: start))
      try await bed.tell(HiringSamples.changed(.withdrawn, "withdrawn", at: start), version: 3)
      try await bed.digest()
      // `mcf outbox replay`
      try await bed.tell(HiringSamples.changed(.confirmed, "new", at: start))
      try await bed.digest()
      bed.time.advance(by: 7 * 86_400)
      try await bed.tell(
        HiringSamples.changed(.confirmed, "new", of: MoneySamples.id(50), at: start),
        MoneySamples.id(50))
      try await bed.digest()
      #expect(try await !bed.mails().contains { $0.hasPrefix("new-applications") })
      // Long after nobody knows any more that it was told of.
      bed.time.advance(by: 200 * 86_400)
      try await bed.round(of: ["Murka"])
      try await bed.tell(HiringSamples.changed(.confirmed, "new", at: start))
      bed.time.advance(by: 3_600)
      try await bed.digest()
      #expect(try await bed.mails().count { $0.hasPrefix("new-applications") } == 1)
    }
  }

  @Test("of several processes one makes it, and one that dies in between makes none")
  func replicas() async throws {
    try await withNotifications { bed in
      try await bed.introduceManager()
      try await bed.apply(["Ryzhik", "Murka"])
      struct Killed: Error {}
      await #expect(throws: Killed.self) {
        try await bed.notifications.database.withTransaction { transaction in
          try await transaction.execute(GatherApplications(digest: UUID(), now: bed.time.now))
          throw Killed()
        }
      }
      let modules = try (0..<4).map { _ in try bed.replica() } + [bed.notifications]
      try await withThrowingTaskGroup { group in
        for module in modules { group.addTask { try await module.digests.round() } }
        try await group.waitForAll()
      }
      try await bed.round(of: [])
      #expect(bed.office.taken == ["vasilisa@mcf.example"])
      #expect(try bed.texts(to: "vasilisa@mcf.example").first?.contains("2 cats have") == true)
    }
  }
}

extension Fixture {
  /// Cats apply, and what is to be told is told.
  fileprivate func round(of names: [String], language: Language = .english) async throws {
    try await apply(names, language: language)
    try await digest()
    // Their own letters are no part of this.
    try await database.admin.query(
      "delete from notifications.message where recipient_kind = 'applicant' and state = 'queued'")
    try await round()
  }

  fileprivate func digest() async throws { try await notifications.digests.round() }

  /// Each confirms an application.
  fileprivate func apply(
    _ names: [String], language: Language = .english, for vacancy: UUID = HiringSamples.vacancy
  ) async throws {
    let events = try names.map { name in
      time.advance(by: 0.001)
      let id = UUID.v7(at: time.now)
      var changed = try HiringSamples.changed(
        .confirmed, "new", of: id, named: name, language: language, at: time.now)
      changed.vacancyID = vacancy
      return try Delivery(changed, of: id, version: 2, at: time.now)
    }
    guard !events.isEmpty else { return }
    try await database.deliver(events, from: "applicants", to: "notifications")
    try await drain()
  }
}
