import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Billing
@testable import WorkerBilling

/// What a superuser can do, who has switched off all triggers and books by all rules of the chain.
@Suite("R-275: an invoice that is not what its lines come to is found out")
struct StrayInvoiceTests {
  /// Adds a line of 60.00 to the period that is billed, and books it.
  private static func addLine(of party: String) -> String {
    """
    with added as (
      insert into billing_line as l
      select (jsonb_populate_record(
                b, jsonb_build_object('id', n.id, 'order_id', n.id, 'party', \(party)))).*
      from   billing_line b
      cross  join (select gen_random_uuid()) as n (id)
      where  b.id = md5('order 1')::uuid
      returning l.id, l.party, l.amount, l.occurred_at, document(l) as document
    )
    select ledger_append(
             0::int2, now(), 'x', array[party], array['earning'], array['wages'], array['earned'],
             array[amount], array[id], array[document], array[occurred_at])
    from   added
    """
  }

  static let attacks: [(sql: String, says: String)] = [
    (
      """
      with added as (
        insert into invoice as i
        select (jsonb_populate_record(
                  v, '{"number": 3, "lines": 1, "total": 5000, "due": 5000}'
                       || jsonb_build_object('id', gen_random_uuid(), 'party', gen_random_uuid()))).*
        from   invoice v
        where  v.number = 2
        returning i.*, document(i) as document
      ),
      to_pay as (
        insert into settlement
        select id, party, due, 'waiting', null, issued_at, 1
        from   added
      )
      select ledger_append(
               32::int2, now(), 'x', array[party], array['invoice'], array['earned'],
               array['payable'], array[total], array[id], array[document], array[issued_at])
      from   added
      """, "says 50.00 (lines: 1, late: 0), and its lines come to 0.00 (lines: 0, late: 0)"
    ),
    (
      addLine(of: "md5('worker 1')::uuid"),
      "says 60.00 (lines: 1, late: 0), and its lines come to 120.00 (lines: 2, late: 0)"
    ),
    (addLine(of: "gen_random_uuid()"), "which is billed, and no invoice of it"),
    ("delete from stuck", "has 60.00 (lines: 1, late: 0) in period 1, which is billed"),
  ]

  @Test("one without lines, one more line, a line without an invoice")
  func found() async throws {
    try await withBilling { bed in
      try await bed.fill(2)
      // Somebody whom nobody here knows: stuck, which is in order.
      try await bed.take(bed.ended())
      #expect(try await bed.billing.ledger.verify().faults.count == 0, "nothing is billed yet")
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      #expect(try await bed.billing.ledger.verify().faults.count == 0)
      for (sql, says) in Self.attacks {
        try await bed.database.withTampering(sql, in: "worker_billing") { transaction in
          let faults = try await bed.billing.ledger.verify(in: transaction).faults
          // Besides, what the run came to may not be what stands there any more.
          let others = faults.first.filter { !$0.description.hasPrefix("run of period") }
          #expect(others.count == 1, "\(sql): \(faults.first)")
          #expect(faults.first.first?.description.contains(says) == true, "\(sql): \(faults.first)")
        }
      }
      #expect(try await bed.billing.ledger.verify().faults.count == 0, "it is undone each time")
    }
  }
}
