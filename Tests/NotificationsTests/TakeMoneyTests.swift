import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Notifications

@Suite("R-304, R-232, R-275: which event of billing makes which mail to whom")
struct TakeMoneyTests {
  @Test("an invoice and what becomes of it are told to the client where it was sent to, for a week")
  func invoices() async throws {
    try await withNotifications { bed in
      let now = bed.time.now
      try await bed.tell(MoneySamples.issued(at: now), 1)
      try await bed.tell(MoneySamples.failed(next: now.addingTimeInterval(86_400)), 2)
      try await bed.tell(MoneySamples.paid(at: now), 3)
      try await bed.tell(MoneySamples.paid(0, how: "credit", left: 0, at: now), 4)
      try await bed.tell(MoneySamples.reversed(.returned, at: now), 5)
      try await bed.tell(MoneySamples.reversed(.disputed, at: now), 6)
      try await bed.tell(MoneySamples.reversed(.refunded, at: now), 7)
      try await bed.tell(MoneySamples.paid(how: "card", .refundReturned, at: now), 8)
      #expect(
        try await bed.mails().sorted() == [
          "credit-used client queued", "invoice-issued client queued",
          "payment-failed client queued", "payment-received client queued",
          "payment-returned client queued", "payment-returned client queued",
          "refund-returned client queued", "refunded client queued",
        ])
      #expect(try await bed.addressees() == [Fixture.client])
      #expect(try await bed.hoursOfUse() == [168])
    }
  }

  @Test("of a payment that failed the client is told where the event says so, and only then")
  func failures() async throws {
    try await withNotifications { bed in
      try await bed.tell(MoneySamples.failed(isTold: false), 2)
      #expect(try await bed.mails() == [])
      try await bed.tell(MoneySamples.failed(), 3)
      #expect(try await bed.mails() == ["payment-failed client queued"])
    }
  }

  @Test("R-232: a payslip and what was paid out are told to the worker, a failure to nobody")
  func payslips() async throws {
    try await withNotifications { bed in
      // Of a worker of whom nothing was heard so far: the event says where to.
      try await bed.tell(MoneySamples.payslip(at: bed.time.now), 1)
      try await bed.tell(MoneySamples.paidOut(at: bed.time.now), 2)
      #expect(
        try await bed.mails().sorted() == ["paid-out worker queued", "payslip worker queued"])
      #expect(try await bed.addressees() == [Fixture.worker])
      #expect(try await bed.hoursOfUse() == [168])
    }
    #expect(!NotificationsModule.consumes.contains { $0 == WorkerInvoiceFailed.self })
  }

  @Test("in the person's language, where one is known")
  func languages() async throws {
    try await withNotifications { bed in
      try await bed.introduce(MoneySamples.worker, language: .russian)
      try await bed.tell(MoneySamples.payslip(at: bed.time.now), 1)
      try await bed.tell(
        ClientChanged(
          id: MoneySamples.client, externalID: "hcb-1", firstName: "Murka", lastName: "Whiskers",
          email: "elsewhere@cats.example", phone: nil, place: nil, language: .russian,
          active: true, version: 1), of: MoneySamples.client, version: 1, from: "clients")
      try await bed.tell(MoneySamples.issued(at: bed.time.now), 1)
      let languages = try await bed.database.admin.query(
        "select language from notifications.message", as: String.self)
      #expect(languages == ["ru", "ru"])
      // As the event says it, whatever the register says meanwhile.
      #expect(try await bed.addressees() == [Fixture.worker, Fixture.client])
    }
  }

  @Test("replays and duplicates make nothing twice, and each payment is told")
  func once() async throws {
    try await withNotifications { bed in
      let now = bed.time.now
      for _ in 0..<3 {
        try await bed.tell(MoneySamples.issued(at: now), 1)
        try await bed.tell(MoneySamples.failed(next: now), 2)
        try await bed.tell(MoneySamples.paid(at: now), 3)
        try await bed.tell(MoneySamples.paid(left: 0, at: now), 4)
        try await bed.tell(MoneySamples.paidOut(at: now), 2)
        try await bed.seal(41, at: now)
        bed.time.advance(by: 60)
        try await bed.round()
      }
      #expect(try await bed.mails().count == 6)
      #expect(bed.office.received.count == 6)
    }
  }

  @Test("what was paid eight days ago is no news any more")
  func tooOld() async throws {
    try await withNotifications { bed in
      try await bed.tell(MoneySamples.paid(at: bed.time.now), 3)
      bed.time.advance(by: 8 * 86_400)
      try await bed.tell(MoneySamples.failed(), 4)
      try await bed.round()
      #expect(
        try await bed.mails().sorted() == [
          "payment-failed client sent", "payment-received client expired too_old",
        ])
    }
  }

  @Test("a seal goes to whoever audits, however old it is, and of each ledger")
  func seals() async throws {
    try await withNotifications { bed in
      let year = TimeInterval(366 * 86_400)
      try await bed.seal(41, at: bed.time.now.addingTimeInterval(-3 * year))
      try await bed.tell(
        WorkerLedgerSealed(MoneySamples.seal(41, at: bed.time.now)), of: MoneySamples.id(8),
        version: 41, from: "worker_billing")
      #expect(try await bed.mails() == ["seal audit queued", "seal audit queued"])
      let expire = try await bed.database.admin.query(
        "select expires_at::text from notifications.message", as: String.self)
      #expect(expire == ["infinity", "infinity"])
      bed.time.advance(by: 3 * year)
      try await bed.round()
      #expect(bed.office.taken == [Fixture.audit, Fixture.audit])
    }
  }

  @Test("without an address for them, seals stay here")
  func noAudit() async throws {
    try await withNotifications(change: { $0.auditTo = nil }) { bed in
      try await bed.seal(41, at: bed.time.now)
      #expect(try await bed.mails() == [])
    }
  }

  @Test("R-232, R-250: with a worker's mail nothing is kept of what a client pays")
  func noMore() async throws {
    try await withNotifications { bed in
      try await bed.tell(MoneySamples.payslip(at: bed.time.now), 1)
      try await bed.tell(MoneySamples.paidOut(at: bed.time.now), 2)
      let kept = try await bed.database.admin.query(
        "select distinct jsonb_object_keys(params) from notifications.message", as: String.self)
      #expect(
        Set(kept) == [
          "payslipID", "number", "workerFirstName", "from", "to", "earned", "fines", "bonuses",
          "corrections", "carriedIn", "due", "carriedOut", "account", "amount", "paidAt",
        ])
    }
  }
}

extension Fixture {
  fileprivate func tell(_ event: some EventPayload, _ version: Int64) async throws {
    let isClients = event is any ClientInvoiceEvent
    try await tell(
      event, of: isClients ? MoneySamples.invoice : MoneySamples.payslip, version: version,
      from: isClients ? "client_billing" : "worker_billing")
  }

  fileprivate func seal(_ number: Int64, at time: Date) async throws {
    try await tell(
      ClientLedgerSealed(MoneySamples.seal(number, at: time)), of: MoneySamples.id(7),
      version: number, from: "client_billing")
  }

  /// In the order in which they were written to first.
  fileprivate func addressees() async throws -> [String] {
    try await database.admin.query(
      "select address from notifications.message group by address order by min(created_at)",
      as: String.self)
  }

  fileprivate func hoursOfUse() async throws -> [Int64] {
    try await database.admin.query(
      """
      select distinct extract(epoch from expires_at - occurred_at)::int8 / 3600
      from   notifications.message
      """, as: Int64.self)
  }
}
