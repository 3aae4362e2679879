import Contracts
import FoundationEssentials
import Mail
import Postgres
import TestSupport
import Testing

@testable import Notifications
@testable import ServiceKit

@Suite("R-302, R-303, R-306: what mails say")
struct LetterTests {
  @Test("each mail in each language is its golden file, byte by byte")
  func golden() async throws {
    for (name, bytes) in try await mails() {
      let file = Self.folder.appending(path: "\(name).eml")
      let golden = try? Data(contentsOf: file)
      if golden == nil { try Data(bytes).write(to: file) }
      #expect(golden == Data(bytes), "\(name)")
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: Self.folder.path()).count
        == MailTemplate.allCases.count * Language.allCases.count)
  }

  /// By `template.language`.
  private func mails() async throws -> [String: [UInt8]] {
    var mails: [String: [UInt8]] = [:]
    try await withDatabase(.of("notifications")) { database in
      let letters = try Letters(zone: "Europe/Moscow")
      for (draft, name) in try Self.drafts() {
        for language in Language.allCases {
          let address = try #require(MailAddress(draft.address ?? Fixture.worker))
          let mail = QueuedMail(
            template: draft.template, version: draft.version, language: language,
            name: draft.name ?? name, address: address.description, told: draft.told,
            occurredAt: draft.occurredAt, messageID: draft.messageID)
          mails["\(draft.template.rawValue).\(language.rawValue)"] = try await letters.message(
            mail, to: address, from: .sample, at: try #require(MailDomain("mcf.example")),
            in: database.app("notifications")
          ).bytes()
        }
      }
    }
    return mails
  }

  /// Of each template one, with the name of the person where the event does not say it.
  private static func drafts() throws -> [(MailDraft, name: String?)] {
    var order = OrderFacts.sample(at: now)
    order.orderID = id(1)
    order.clientID = id(2)
    order.workerID = id(3)
    order.serviceTypeID = id(4)
    let end = now.addingTimeInterval(86_400)
    let events: [any MailedEvent] = [
      OrderAccepted(order, .init()),
      OrderStarted(order, .init(startedAt: now, checkInPhoto: .sample)),
      OrderOverdue(
        order,
        .init(startedAt: now, checkInPhoto: .sample, overdueAt: now, failsAt: end)),
      OrderFinished.finished(order, .completed, nil, at: now),
      OrderFinished.finished(order, .cancelled, "client_request", at: now),
      OrderFinished.finished(order, .failed, "worker_no_show", at: now),
      PackageReady(.sample(order), .init(readyAt: now, clerkID: "clerk")),
    ]
    let ours = [Recipient.Kind.department: try #require(MailAddress(Fixture.supplies))]
    let drafts = events.flatMap { $0.drafts(of: order.orderID, version: 2, ours: ours) }
    #expect(Set(drafts.map(\.template)) == Set(MailTemplate.allCases))
    return drafts.map { ($0, $0.template.reader == .worker ? order.workerName : nil) }
  }

  private static let now = TestClock().now
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "golden")

  private static func id(_ number: UInt8) -> UUID {
    UUID(uuid: (1, 2, 3, 4, 5, 6, 0x77, 8, 0x89, 10, 11, 12, 13, 14, 15, number))
  }

  @Test("no mail says a phone, no worker's what the client pays, and each names the zone")
  func says() throws {
    for (draft, _) in try Self.drafts() {
      let letter = try letter(draft, .english)
      let text = letter.facts.map(\.text).joined(separator: "\n") + letter.subject + letter.lead
      #expect(!text.contains(OrderFacts.phone))
      let order = try #require(draft.told as? OrderTold)
      #expect(text.contains("95.00") == (order.charge != nil && draft.template != .checkedIn))
      #expect(text.contains("Moscow time"))
    }
  }

  @Test("of an end for a reason that no text knows, none is said")
  func unknownReason() throws {
    let end = OrderFinished.finished(
      .sample(at: Self.now), .failed, "moon_too_bright", at: Self.now)
    let letters = try end.drafts(of: Self.id(1)).map { try letter($0, .english) }
    #expect(letters.allSatisfy { letter in !letter.facts.contains { $0.label == "Why" } })
  }

  private func letter(_ draft: MailDraft, _ language: Language) throws -> Letter {
    let time = LocalTime(day: "2027-03-02", weekday: 2, time: "13:00")
    let times = Dictionary(draft.told.instants.map { ($0, time) }) { one, _ in one }
    return LetterWriter(
      texts: try Letters.texts()[language], times: times, zone: "Europe/Moscow"
    ).letter(draft.template, draft.told)
  }

  @Test("another zone is named by its IANA name")
  func otherZone() throws {
    let order = OrderFacts.sample(at: Self.now)
    let draft = try #require(
      OrderAccepted(order, .init()).drafts(of: order.orderID).first)
    let time = LocalTime(day: "2027-03-02", weekday: 2, time: "13:00")
    let writer = LetterWriter(
      texts: try Letters.texts()[.english], times: [order.scheduledAt: time], zone: "Asia/Tokyo")
    let letter = writer.letter(draft.template, draft.told)
    #expect(letter.facts.first?.text == "Tuesday, 2 March, 13:00, Asia/Tokyo")
  }
}
