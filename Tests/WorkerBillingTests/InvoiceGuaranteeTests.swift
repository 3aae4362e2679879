import Billing
import Contracts
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import WorkerBilling

@Suite("R-225, R-230, R-275: what the database itself refuses of invoices")
struct InvoiceGuaranteeTests {
  private static func insert(_ changes: String) -> PostgresQuery {
    PostgresQuery(
      unescaped: """
        insert into invoice
        select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid()) || \(changes))).*
        from   invoice i
        where  number = (select max(number) from invoice)
        """)
  }

  /// What is tried as the application role, and what refuses it.
  static let attacks: [(changes: String, constraint: String)] = [
    ("jsonb_build_object('number', number + 1)", "invoice_once"),
    (
      "jsonb_build_object('number', number + 2, 'party', gen_random_uuid())", "invoice_gapless"
    ),
    (
      "jsonb_build_object('number', 2, 'year', year + 1, 'party', gen_random_uuid())",
      "invoice_gapless"
    ),
    (
      "jsonb_build_object('number', number, 'party', gen_random_uuid())",
      "invoice_series_year_number_key"
    ),
    ("jsonb_build_object('due', due + 1, 'number', number + 1)", "invoice_check1"),
    (
      """
      jsonb_build_object('number', number + 1, 'period',
        (select id from period where sealed_at is null limit 1))
      """, "invoice_of_sealed_period"
    ),
    ("jsonb_build_object('number', number + 1, 'period', 99)", "invoice_of_sealed_period"),
    ("jsonb_build_object('number', number + 1, 'party', gen_random_uuid())", "invoice_of_lines"),
  ]

  @Test("a second one, a gap, a number twice, other sums, an open period, somebody without lines")
  func refused() async throws {
    try await withBilling { bed in
      try await bed.fill(3)
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      try await bed.take(bed.ended())
      for (changes, constraint) in Self.attacks {
        let error = await #expect(throws: PostgresError.self, "\(changes)") {
          try await bed.billing.database.query(Self.insert(changes))
        }
        #expect(error?.constraint == constraint, "\(changes): \(String(describing: error))")
      }
    }
  }

  /// What is changed of the invoice that is right, and whether it is refused then; last what is not
  /// changed at all, which stays.
  static let changes: [(changes: String, isRefused: Bool)] = [
    ("jsonb_build_object('total', total + 1, 'due', due + 1)", true),
    ("jsonb_build_object('lines', lines + 1)", true),
    ("jsonb_build_object('late_lines', late_lines + 1)", true),
    ("jsonb_build_object('id', gen_random_uuid())", true),
    ("'{}'", false),
  ]

  @Test("one that is not what its lines come to, or has another id")
  func ofLines() async throws {
    try await withBilling { bed in
      try await bed.fill(1)
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      // As if it had not been issued yet.
      for sql in [
        "create table worker_billing.former as table worker_billing.invoice",
        "grant select on worker_billing.former to worker_billing_app",
        "delete from worker_billing.settlement", "delete from worker_billing.invoice",
      ] { try await bed.database.admin.query(PostgresQuery(unescaped: sql)) }
      for (changes, isRefused) in Self.changes {
        let refusal = try await bed.refusal(
          of: """
            insert into invoice
            select (jsonb_populate_record(null::invoice, to_jsonb(f) || \(changes))).* from former f
            """)
        #expect(refusal == (isRefused ? "invoice_of_lines" : nil), "\(changes)")
      }
    }
  }

  @Test("what is to be paid for no invoice, or to somebody else")
  func settlements() async throws {
    try await withBilling { bed in
      try await bed.fill(1)
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      try await bed.database.admin.query("delete from worker_billing.settlement")
      for (invoice, party, constraint) in [
        ("gen_random_uuid()", "party", "settlement_of_invoice"),
        ("id", "gen_random_uuid()", "settlement_of_invoice"), ("id", "party", nil),
      ] {
        let refusal = try await bed.refusal(
          of: """
            insert into settlement (invoice_id, party, amount, state, ladder_from, version)
            select \(invoice), \(party), due, 'waiting', issued_at, 1
            from   invoice
            """)
        #expect(refusal == constraint, "\(invoice), \(party)")
      }
    }
  }

  @Test("names and e-mails can be erased: the books stay whole")
  func erased() async throws {
    try await withBilling { bed in
      try await bed.fill(2)
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      try await bed.database.admin.query(
        "update worker_billing.invoice set party_name = '', email = ''")
      let report = try await bed.billing.ledger.verify()
      #expect(report.faults.count == 0, "\(report.faults.first)")
    }
  }

  @Test("changing or removing one, numbers going back aside")
  func kept() async throws {
    try await withBilling { bed in
      try await bed.fill(1)
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      for sql in [
        "update invoice set due = 0", "delete from invoice", "delete from billing_run",
        "delete from number_series", "delete from account",
        "update period set sealed_at = null", "truncate invoice",
      ] {
        await #expect(throws: PostgresError.self, "\(sql)") {
          try await bed.billing.database.query(PostgresQuery(unescaped: sql))
        }
      }
    }
  }

  @Test("an invoice has the same id in a database that was restored from before it")
  func sameID() async throws {
    try await withBilling { bed in
      try await bed.fill(5)
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      let ids = "select id::text from invoice order by number"
      let first = try await bed.database.admin.query(
        PostgresQuery(unescaped: "select id::text from worker_billing.invoice order by number"),
        as: String.self)
      #expect(first.allSatisfy { $0.wholeMatch(of: /.{14}8.{4}[89ab].+/) != nil }, "version 8")
      for table in ["settlement", "invoice", "billing_run", "number_series"] {
        try await bed.database.admin.query(
          PostgresQuery(unescaped: "delete from worker_billing.\(table)"))
      }
      // What was booked stays in this database: only the ids are looked at.
      try await bed.database.admin.query("truncate worker_billing.ledger_entry")
      bed.time.advance(by: 86_400)
      try await bed.bill()
      #expect(
        try await bed.billing.database.query(PostgresQuery(unescaped: ids), as: String.self)
          == first)
    }
  }
}

extension Fixture {
  /// The constraint by which a statement of the application role is refused; nil: it is not.
  fileprivate func refusal(of sql: String) async throws -> String? {
    do {
      try await billing.database.query(PostgresQuery(unescaped: sql))
      return nil
    } catch let error as PostgresError {
      return error.constraint ?? "\(error)"
    }
  }
}
