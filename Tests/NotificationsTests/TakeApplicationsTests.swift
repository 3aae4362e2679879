import Contracts
import FoundationEssentials
import Mail
import Outbox
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Notifications

@Suite("R-301: which step of an application makes which letter to its applicant")
struct TakeApplicationsTests {
  private static let applicant = MailSample.applicant

  @Test("each step is told once, where and in the language that the event says, for a week")
  func steps() async throws {
    try await withNotifications { bed in
      for _ in 0..<2 {
        for (index, cause) in ApplicationChanged.Cause.allCases.enumerated() {
          // A letter that something has overtaken is no more of this test.
          let id = MoneySamples.id(UInt8(100 + index))
          try await bed.tell(
            HiringSamples.changed(cause, "new", of: id, language: .russian, at: bed.time.now), id)
        }
      }
      let rows = try await bed.database.admin.query(
        """
        select concat_ws(' ', template, recipient_kind, address, language, state,
                         extract(epoch from expires_at - occurred_at)::int8 / 86400)
        from   notifications.message
        where  template <> 'new-applications'
        order  by template
        """, as: String.self)
      #expect(
        rows
          == [
            "asked", "confirmed", "erased", "invited", "invited-again", "link-sent", "reopened",
            "tested", "time-added", "withdrawn",
          ].map { "application-\($0) applicant \(Self.applicant) ru queued 7" })
    }
  }

  @Test("who is accepted is welcomed, and who is not reads from when on to apply again")
  func decisions() async throws {
    try await withNotifications { bed in
      bed.time.set(MailSample.time)
      var rejected = HiringSamples.rejected
      rejected.language = .russian
      try await bed.tell(HiringSamples.accepted, HiringSamples.application, version: 3)
      try await bed.tell(rejected, MoneySamples.id(50), version: 3)
      try await bed.round()
      #expect(
        try await bed.mails().sorted() == ["rejected applicant sent", "welcome applicant sent"])
      let text = try #require(
        try bed.texts(to: Self.applicant).first { $0.contains("Снова подать заявку") })
      #expect(text.contains("30 мая 2027, 12:00, московское время"))
    }
  }

  @Test("R-090: the first letter says the vacancy, a link, and nothing that a stranger has typed")
  func asked() async throws {
    try await withNotifications { bed in
      try await bed.tell(
        HiringSamples.changed(.asked, "unconfirmed", link: .status, at: bed.time.now))
      try await bed.round()
      let text = try #require(try bed.texts(to: Self.applicant).first)
      #expect(text.contains("Household helper") && text.hasPrefix("Hello,"))
      #expect(text.contains("\(HiringSamples.site)/portal/\(HiringSamples.token)"))
      #expect(!bed.office.received.contains { $0.text.contains("Ryzhik") })
    }
  }

  @Test("a link's token is in the mail alone: in no table but as the mail travels, and on no page")
  func sealed() async throws {
    try await withNotifications { bed in
      bed.office.set(Self.applicant, .putOff)
      try await bed.tell(
        HiringSamples.changed(
          .invited, "invited", link: .invitation, test: HiringSamples.test(at: bed.time.now),
          at: bed.time.now))
      for isSent in [false, true] {
        if isSent {
          bed.office.set(Self.applicant, .take)
          bed.time.advance(by: 60)
        }
        try await bed.round()
        let rows = try await bed.database.admin.query(
          """
          select (to_jsonb(m) - 'raw')::text, raw is null
          from   notifications.message m
          """, as: String.self, Bool.self)
        #expect(rows.allSatisfy { !$0.0.contains(HiringSamples.token) && $0.1 == isSent })
      }
      #expect(try bed.texts(to: Self.applicant).last?.contains(HiringSamples.token) == true)
      let shown = try await bed.notifications.desk.show(bed.id(.applicationInvited))
      let words = try #require(shown.words)
      #expect(words.text.contains("Your test: …") && !words.text.contains(HiringSamples.token))
    }
  }

  @Test("a letter whose link is over when it would be sent is not sent, nor when it is asked for")
  func linkIsOver() async throws {
    try await withNotifications { bed in
      var invited = try HiringSamples.changed(
        .invited, "invited", link: .invitation, test: HiringSamples.test(at: bed.time.now),
        at: bed.time.now)
      let over = bed.time.now.addingTimeInterval(3_600)
      invited.link?.expiresAt = over
      bed.office.set(Self.applicant, .putOff)
      try await bed.tell(invited)
      try await bed.round()
      bed.office.set(Self.applicant, .take)
      bed.time.set(over)
      try await bed.round()
      #expect(try await bed.standing(of: Self.applicant) == "expired too_old 1 0")
      let id = try await bed.id(.applicationInvited)
      let desk = bed.notifications.desk
      _ = try await bed.notifications.database.withTransaction {
        try await desk.send(id, again: Resend(by: "boss", why: "lost"), in: $0)
      }
      bed.time.advance(by: 60)
      try await bed.round()
      #expect(try await bed.standing(of: Self.applicant) == "expired too_old 0 0")
      #expect(bed.office.taken.isEmpty)
    }
  }

  @Test("a link that was moved from another application's event opens for nobody, and is not sent")
  func broken() async throws {
    try await withNotifications { bed in
      var invited = try HiringSamples.changed(
        .invited, "invited", test: HiringSamples.test(at: bed.time.now), at: bed.time.now)
      invited.link = try HiringSamples.link(.invitation, of: UUID(), at: bed.time.now)
      try await bed.tell(invited)
      try await bed.round()
      #expect(bed.office.received.isEmpty)
    }
  }

  @Test("where no portal is named, letters with a link wait, others go, and it is said")
  func noPortal() async throws {
    try await withNotifications(change: { $0.portal = nil }) { bed in
      #expect(bed.notifications.omissions.contains { $0.contains("MCF_PORTAL_SITE") })
      try await bed.tell(HiringSamples.changed(.confirmed, "new", link: .status, at: bed.time.now))
      try await bed.tell(
        HiringSamples.changed(.tested, "tested", at: bed.time.now), version: 3)
      try await bed.round()
      #expect(bed.office.taken == [Self.applicant])
      #expect(try await bed.mails().contains("application-tested applicant sent"))
    }
  }

  @Test("what is not so any more is not sent: of this application, and of what was told before")
  func overtaken() async throws {
    try await withNotifications { bed in
      let other = MoneySamples.id(50)
      for id in [HiringSamples.application, other] {
        try await bed.tell(
          HiringSamples.changed(.invited, "invited", of: id, at: bed.time.now), id, version: 2)
      }
      try await bed.tell(
        HiringSamples.changed(.invitedAgain, "invited", at: bed.time.now), version: 3)
      #expect(try await bed.overtaken() == ["application-invited"])
      try await bed.tell(
        HiringSamples.changed(.withdrawn, "withdrawn", at: bed.time.now), version: 4)
      #expect(
        try await bed.overtaken() == ["application-invited", "application-invited-again"])
      try await bed.tell(HiringSamples.rejected, other, version: 3)
      #expect(try await bed.overtaken().count == 3)
      // Told again, it is older than what was told since.
      try await bed.tell(
        HiringSamples.changed(.withdrawn, "withdrawn", at: bed.time.now), version: 1)
      #expect(try await bed.overtaken().count == 3)
    }
  }

  @Test("case 5: what is told again makes nothing twice, and what is told late is not sent")
  func old() async throws {
    try await withNotifications { bed in
      let start = bed.time.now
      for _ in 0..<2 {
        try await bed.tell(HiringSamples.changed(.confirmed, "new", at: start))
        try await bed.tell(HiringSamples.changed(.tested, "tested", at: start), version: 3)
        try await bed.round()
      }
      #expect(bed.office.taken.count == 2)
      bed.time.advance(by: 7 * 86_400)
      try await bed.tell(
        HiringSamples.changed(.confirmed, "new", of: MoneySamples.id(50), at: start),
        MoneySamples.id(50))
      try await bed.round()
      #expect(bed.office.taken.count == 2)
      #expect(try await bed.mails().last == "application-confirmed applicant expired too_old")
    }
  }

  @Test("who has data deleted reads so, and then nothing here knows an address or a name")
  func erased() async throws {
    try await withNotifications { bed in
      try await bed.introduceManager()
      bed.office.set(Self.applicant, .putOff)
      try await bed.tell(HiringSamples.changed(.asked, "unconfirmed", at: bed.time.now))
      try await bed.tell(HiringSamples.changed(.confirmed, "new", at: bed.time.now), version: 3)
      try await bed.notifications.digests.round()
      try await bed.round()
      bed.office.set(Self.applicant, .take)
      try await bed.tell(HiringSamples.changed(.invited, "invited", at: bed.time.now), version: 4)
      try await bed.round()
      try await bed.tell(HiringSamples.changed(.erased, "withdrawn", at: bed.time.now), version: 5)
      try await bed.tell(
        HiringSamples.changed(.erased, "withdrawn", email: nil, at: bed.time.now), version: 6)
      #expect(try await bed.known(Self.applicant) > 0, "its last letter is not sent so far")
      bed.time.advance(by: 1)
      for _ in 0..<3 { try await bed.round() }
      #expect(bed.office.taken.suffix(2) == [Self.applicant, Self.applicant])
      #expect(
        try bed.texts(to: Self.applicant).last?.contains("your address is forgotten") == true)
      #expect(try await bed.known(Self.applicant) == 0)
      #expect(try await bed.known("Ryzhik") == 0)
      #expect(
        try await bed.mails().filter { $0.hasPrefix("application-") } == [
          "application-asked applicant expired overtaken",
          "application-confirmed applicant expired overtaken",
          "application-invited applicant sent", "application-erased applicant sent",
        ])
      // Whatever of it is told again.
      try await bed.tell(HiringSamples.changed(.asked, "unconfirmed", at: bed.time.now))
      try await bed.tell(HiringSamples.changed(.confirmed, "new", at: bed.time.now), version: 3)
      bed.time.advance(by: 3_600)
      try await bed.notifications.digests.round()
      try await bed.round()
      #expect(try await bed.known(Self.applicant) == 0)
      #expect(try await bed.known("Ryzhik") == 0)
    }
  }

  @Test("a last letter that the server puts off keeps its address until it is settled")
  func erasedLate() async throws {
    try await withNotifications { bed in
      bed.office.set(Self.applicant, .putOff)
      try await bed.tell(HiringSamples.changed(.erased, "withdrawn", at: bed.time.now), version: 5)
      try await bed.tell(
        HiringSamples.changed(.erased, "withdrawn", email: nil, at: bed.time.now), version: 6)
      try await bed.round()
      #expect(try await bed.known(Self.applicant) > 0)
      bed.office.set(Self.applicant, .refuse)
      bed.time.advance(by: 60)
      for _ in 0..<2 { try await bed.round() }
      #expect(try await bed.mails() == ["application-erased applicant failed refused"])
      #expect(try await bed.known(Self.applicant) == 0)
    }
  }
}

extension Fixture {
  /// - Parameter subject: the application.
  func tell(
    _ payload: some EventPayload, _ subject: UUID = HiringSamples.application, version: Int64 = 2
  ) async throws {
    // Ids made in the same millisecond have no order.
    time.advance(by: 0.001)
    try await tell(payload, of: subject, version: version, from: "applicants")
  }

  /// The plain text of each mail that was taken there.
  func texts(to address: String) throws -> [String] {
    try office.received.filter { $0.isTaken && $0.recipient == address }.map { mail in
      let part = MailPart(mail.bytes[...]).leaves().first { $0.kind == .text }
      return try #require(part?.text).replacing("\r\n", with: "\n")
    }
  }

  /// Which letters something has overtaken.
  func overtaken() async throws -> [String] {
    try await mails().filter { $0.hasSuffix("expired overtaken") }
      .map { String($0.prefix { $0 != " " }) }
  }

  /// In how many rows but events something is to be read.
  func known(_ text: String) async throws -> Int64 {
    try #require(
      try await database.admin.query(
        """
        select (select count(*) from notifications.message m
                where  (to_jsonb(m) - 'raw')::text like '%' || \(text) || '%'
                or     position(convert_to(\(text), 'UTF8') in raw) > 0)
               + (select count(*) from notifications.try t where t::text like '%' || \(text) || '%')
               + (select count(*) from notifications.digest_item d
                  where  d::text like '%' || \(text) || '%')
        """, as: Int64.self
      ).first)
  }

  /// The register tells of a manager.
  @discardableResult
  func introduceManager(
    _ name: String = "Vasilisa Longtail", language: Language? = nil, active: Bool = true
  ) async throws -> UUID {
    let id = UUID()
    try await tell(
      ManagerChanged(
        id: id, name: name, email: "\(name.firstWord.lowercased())@mcf.example",
        language: language, active: active, version: 1), of: id, version: 1, from: "managers")
    return id
  }
}
