import Billing
import FoundationEssentials
import LocalPostgres
import Logging
import Postgres
import TestSupport
import Testing

@testable import ClientBilling

/// Books that were kept before there were credit notes, refunds and money that comes unasked.
@Suite("R-275: books of the version before credit notes")
struct FormerBooksTests {
  @Test("are migrated without losing a row, and every document is still what was booked")
  func migrated() async throws {
    try await withServer(migrated: false) { server in
      let admin = server.url(.admin, database: "postgres")
      try await migrator(admin: admin, folder: Self.formerFolder(in: server.postgres.folder)).run()
      try await server.withClient(.admin, database: .of("client_billing")) { database in
        try await database.withConnection { try await $0.script(Self.rows) }
      }
      let applied = try await migrator(admin: admin).run()
      #expect(applied.contains("platform/billing/011_credit_note.sql (client_billing)"))
      try await server.withClient(.app("client_billing"), database: .of("client_billing")) {
        let ledger = ClientBillingModule(database: $0, logger: .silent).ledger
        let report = try await ledger.verify()
        #expect(report.faults.first.map { "\($0)" } == [])
        #expect(report.entries == 4 && report.seals == 1)
      }
    }
  }

  /// A copy of `sql` as that version had it.
  private static func formerFolder(in folder: String) throws -> String {
    let copy = folder + "/former-sql"
    let files = FileManager.default
    try files.copyItem(atPath: sqlFolder(), toPath: copy)
    for part in ["platform/billing", "client_billing"] {
      for file in try files.contentsOfDirectory(atPath: "\(copy)/\(part)")
      where file.first?.isNumber == true && file >= "011" {
        try files.removeItem(atPath: "\(copy)/\(part)/\(file)")
      }
    }
    return copy
  }

  /// An order of 100.00 at 5 %, its invoice, what paid it, and a difference nobody has settled.
  private static let rows = """
    set search_path = client_billing;
    insert into period (starts_at, ends_at, rule, zone)
    values ('2027-02-28T17:00Z', '2027-03-07T17:00Z', 'sunday 20:00', 'Europe/Moscow');
    insert into billing_line (id, party, period, kind, amount, occurred_at, recorded_at, order_id,
                              service_type_name, outcome, price, discount_percent, by_role)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000a', 1,
            'charge', 9500, '2027-03-01T10:00Z', '2027-03-01T10:00:01Z',
            '00000000-0000-4000-8000-000000000001', 'Кошачий “туалет”', 'completed', 10000, 5,
            'orders');
    select ledger_append(
             1::int2, l.recorded_at, 'orders', array[l.party, l.party], '{charge,discount}',
             '{unbilled,discounts}', '{revenue,revenue}', '{9500,500}', array[l.id, l.id],
             array[document(l), document(l)], array[l.occurred_at, l.occurred_at])
    from   billing_line l;
    update period set closing_at = ends_at;
    update period set sealed_at = ends_at;
    insert into number_series values ('C', 2027, 1);
    insert into invoice
    select invoice_id(l.party, p.starts_at), l.party, p.id, 'C', 2027, 1, 1, 0, 9500, 0, 9500,
           p.ends_at, 'Hope', 'hope@hcb.example'
    from   billing_line l cross join period p;
    select ledger_append(
             2::int2, i.issued_at, 'batch', array[i.party], '{invoice}', '{due}', '{unbilled}',
             '{9500}', array[i.id], array[document(i)], array[i.issued_at])
    from   invoice i;
    insert into money_try (id, subject, n, purpose, party, adapter, destination, amount, text,
                           by_role, made_at, state, answered_at, reference)
    select i.id || '.1', i.id, 1, 'collection', i.party, 'card', 'token', 9500, 'C-2027-000001',
           'batch', i.issued_at, 'succeeded', i.issued_at, 'p1'
    from   invoice i;
    insert into receipt
    select '00000000-0000-7000-8000-000000000002', t.adapter, t.reference, 'in', t.id, t.subject,
           t.party, t.amount, t.answered_at, t.answered_at
    from   money_try t;
    select ledger_append(
             2::int2, r.recorded_at, 'card', array[r.party], '{payment}', '{provider_card}',
             '{due}', '{9500}', array[r.id], array[document(r)], array[r.occurred_at])
    from   receipt r;
    insert into settlement (invoice_id, party, amount, state, ladder_from, version)
    select id, party, 0, 'paid', issued_at, 1 from invoice;
    insert into account (party, carried, paid, paid_version) select party, 0, 9500, 1 from invoice;
    insert into difference (id, adapter, what, reference, key, theirs, found_at)
    values (gen_random_uuid(), 'card', 'unknown_here', 'p2', 'p2', 100, now());
    select ledger_seal('2027-03-08T00:00Z');
    """
}
