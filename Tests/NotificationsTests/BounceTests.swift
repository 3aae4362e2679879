import Contracts
import FoundationEssentials
import Mail
import Postgres
import TestSupport
import Testing

@testable import Notifications

@Suite("R-300: what servers report of mails after they have taken them")
struct BounceTests {
  @Test("where nobody is, nobody is written to any more; the mail has failed")
  func suppresses() async throws {
    try await withNotifications { bed in
      let id = try await bed.sendOne()
      guard case .suppressed(let mail) = try await bed.bounce(id, "failed", "5.1.1") else {
        Issue.record("nothing was suppressed")
        return
      }
      #expect(mail.template == "order-stands")
      #expect(try await bed.standing() == "failed no_such_mailbox 1 0")
      #expect(try await bed.suppressed() == ["murka@cats.example bounce 550 5.1.1 no such cat"])
      try await bed.accept(bed.order(email: "Murka@cats.example"))
      try await bed.round()
      #expect(try await bed.standing(of: "Murka@cats.example") == "suppressed suppressed 0 0")
    }
  }

  @Test("a report counts once: what a manager has lifted since stays so")
  func once() async throws {
    try await withNotifications { bed in
      let id = try await bed.sendOne()
      _ = try await bed.bounce(id, "failed", "5.1.1")
      try await bed.database.admin.query(
        "update notifications.suppressed set lifted_at = since, lifted_by = 'boss'")
      guard case .knownBefore = try await bed.bounce(id, "failed", "5.1.1") else {
        Issue.record("it counted again")
        return
      }
      #expect(try await bed.suppressed() == [])
      let other = try await bed.sendOne()
      _ = try await bed.bounce(other, "failed", "5.1.1")
      #expect(try await bed.suppressed().count == 1, "the next mail's report counts")
    }
  }

  @Test("an address that a manager has suppressed stays as it was")
  func suppressedBefore() async throws {
    try await withNotifications { bed in
      let id = try await bed.sendOne()
      try await bed.database.admin.query(
        """
        insert into notifications.suppressed (address_key, since, reason, source)
        values ('murka@cats.example', \(bed.time.now), 'she asked', 'manager')
        """)
      _ = try await bed.bounce(id, "failed", "5.1.1")
      #expect(try await bed.suppressed() == ["murka@cats.example manager she asked"])
    }
  }

  @Test(
    "any other failure is the mail's alone",
    arguments: ["5.2.2", "5.7.1", "5.0.0", "4.4.7", "5.1.7", "5.1.8"])
  func fails(status: String) async throws {
    try await withNotifications { bed in
      let id = try await bed.sendOne()
      guard case .failed = try await bed.bounce(id, "failed", status) else {
        Issue.record("it has not failed")
        return
      }
      #expect(try await bed.standing() == "failed refused 1 0")
      #expect(try await bed.suppressed() == [])
    }
  }

  @Test("what is delayed or passed on changes nothing", arguments: ["delayed", "relayed"])
  func goesOn(action: String) async throws {
    try await withNotifications { bed in
      let id = try await bed.sendOne()
      guard case .noEnd = try await bed.bounce(id, action, "4.4.1") else {
        Issue.record("it was taken for an end")
        return
      }
      #expect(try await bed.standing() == "sent 1 0")
    }
  }

  @Test("nobody is suppressed but whom our mail was for, whatever a report says")
  func forged() async throws {
    try await withNotifications { bed in
      let id = try await bed.sendOne()
      _ = try await bed.bounce(id, "failed", "5.1.1", recipient: "boss@mcf.example")
      #expect(try await bed.suppressed().map { $0.prefix(18) } == ["murka@cats.example"])
      let unknown = ["x", "mfzgk3tdmrswc5dpnvqws3dfme", "' or true --", "%"]
      for id in unknown { #expect(try await bed.bounce(id, "failed", "5.1.1") == .unknown) }
    }
  }

  @Test("what names two mails is of none")
  func ambiguous() async throws {
    try await withNotifications { bed in
      let (one, other) = (try await bed.sendOne(), try await bed.sendOne())
      #expect(try await bed.bounce(one, "failed", "5.1.1", returned: other) == .unknown)
      #expect(try await bed.standing() == "sent 1 0")
      #expect(try await bed.suppressed() == [])
    }
  }

  @Test("of a mail that is forgotten, nothing is known and nothing kept")
  func forgotten() async throws {
    try await withNotifications { bed in
      let id = try await bed.sendOne()
      bed.time.advance(by: 90 * 86_400)
      try await bed.round()
      #expect(try await bed.bounce(id, "failed", "5.1.1") == .unknown)
      let kept = try await bed.database.admin.query(
        "select count(last_reply) from notifications.message", as: Int64.self)
      #expect(kept == [0])
    }
  }

  @Test("what was unclear has arrived somewhere if it comes back, and is not sent again")
  func unclear() async throws {
    try await withNotifications(change: { $0.packagesTo = nil }) { bed in
      bed.office.set(Fixture.client, .cutAtDot)
      let id = try await bed.sendOne()
      #expect(try await bed.standing() == "queued 1 1")
      _ = try await bed.bounce(id, "failed", "5.2.2")
      #expect(try await bed.standing() == "failed refused 1 1")
      bed.time.advance(by: 3_600)
      try await bed.round()
      #expect(bed.office.received.count == 1)
    }
  }

  @Test("a report that is quicker than the answer to the mail is for later")
  func underWay() async throws {
    try await withNotifications { bed in
      bed.office.set(Fixture.client, .hold)
      try await bed.accept(bed.order())
      async let round: Void = bed.round()
      try await eventually("it is under way") { bed.office.isHolding }
      let id = try await bed.messageID()
      guard case .underWay = try await bed.bounce(id, "failed", "5.1.1") else {
        Issue.record("it moved under somebody's lease")
        return
      }
      bed.office.goOn()
      try await round
      #expect(try await bed.standing() == "sent 1 0")
    }
  }

  @Test("each mail goes out from an address for its own reports, and says where answers go")
  func envelope() async throws {
    let change: @Sendable (inout NotificationsConfiguration) -> Void = {
      $0.packagesTo = nil
      $0.sender?.bounces = BounceAddress("mcf.example")
      $0.sender?.replyTo = MailAddress("help@mcf.example").map { Mailbox(name: "Help", $0) }
    }
    try await withNotifications(change: change) { bed in
      bed.office.set(Fixture.client, .putOff)
      let id = try await bed.sendOne()
      bed.office.set(Fixture.client, .take)
      bed.time.advance(by: 3_600)
      try await bed.round()
      let mails = bed.office.received
      #expect(mails.map(\.sender) == Array(repeating: "bounce+\(id)@mcf.example", count: 2))
      #expect(mails[0].bytes == mails[1].bytes && !mails[0].text.contains("bounce+"))
      #expect(mails[0].text.contains("Reply-To: \"Help\" <help@mcf.example>\r\n"))
    }
  }

  @Test("without that, reports and answers go to whom mails are from")
  func noEnvelope() async throws {
    try await withNotifications { bed in
      _ = try await bed.sendOne()
      #expect(bed.office.received.allSatisfy { $0.sender == "post@mcf.example" })
      #expect(bed.office.received.allSatisfy { !$0.text.contains("Reply-To") })
    }
  }
}

extension Fixture {
  /// - Returns: what the mail to the client has before the @ of its Message-ID.
  fileprivate func sendOne() async throws -> String {
    try await accept(order())
    try await round()
    return try await messageID()
  }

  fileprivate func messageID() async throws -> String {
    try #require(
      try await database.admin.query(
        """
        select message_id from notifications.message
        where  template = 'order-stands'
        order  by created_at desc
        limit  1
        """, as: String.self
      ).first)
  }

  /// `address source reason`, of those that are not written to.
  fileprivate func suppressed() async throws -> [String] {
    try await database.admin.query(
      """
      select concat_ws(' ', address_key, source, reason)
      from   notifications.suppressed
      where  lifted_at is null
      """, as: String.self)
  }

  /// A report of that mail comes.
  ///
  /// - Parameter returned: the id of the mail that comes back; nil: that mail's.
  fileprivate func bounce(
    _ id: String, _ action: String, _ status: String, recipient: String = client,
    returned: String? = nil
  ) async throws -> Bounces.Outcome {
    let text = """
      To: bounce+\(id)@mcf.example
      Content-Type: multipart/report; boundary=x

      --x
      Content-Type: message/delivery-status

      Reporting-MTA: dns; mx.mcf.example

      Final-Recipient: rfc822; \(recipient)
      Action: \(action)
      Status: \(status)
      Diagnostic-Code: smtp; 550 \(status) no such cat

      --x
      Content-Type: text/rfc822-headers

      Message-ID: <\(returned ?? id)@mcf.example>
      --x--

      """
    let report = try #require(DeliveryReport(Array(text.utf8)))
    return try await Bounces(database.app("notifications")).take(report, at: time.now)
  }
}
