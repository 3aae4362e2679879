import Postgres
import TestSupport
import Testing

@Suite("Invariant 2: what is not its own is refused to an application role")
struct PrivilegeTests {
  @Test("every write on every table and view of other services", arguments: try Home.all)
  func foreignWrites(_ home: Home) async throws {
    try await withDatabase(home.database) { db in
      let foreign = try await Relation.all(in: db).filter { !$0.belongs(to: home) }
      try #require(foreign.count > 15 || home.database != .core)
      for relation in foreign {
        for sql in relation.writes.values { await expectRefused(sql, db.client(home.app)) }
      }
    }
  }

  @Test(
    "reading every table of other services; `orders` reads the two views", arguments: try Home.all)
  func foreignReads(_ home: Home) async throws {
    try await withDatabase(home.database) { db in
      for relation in try await Relation.all(in: db) where !relation.belongs(to: home) {
        if home.app == .app("orders") && relation.isView {
          try await db.app("orders").query(PostgresQuery(unescaped: relation.read))
        } else {
          await expectRefused(relation.read, db.client(home.app))
        }
      }
    }
  }

  @Test("reading through a reader's view, with a lock on it", arguments: ["update", "share"])
  func lockThroughView(_ lock: String) async throws {
    try await withDatabase { db in
      await expectRefused("select * from clients_api.v1_client for \(lock)", db.app("orders"))
      await expectRefused("select * from workers_api.v1_worker for \(lock)", db.app("orders"))
    }
  }

  /// What a service may not do even at home, by service.
  static let refusedAtHome = [
    "applicants": [
      "delete from person", "delete from photo", "delete from application", "delete from attempt",
      "update test_version set paper = '{}'", "update test_scoring set document = '{}'",
      "update answer set value = null", "delete from answer", "delete from application_history",
      "update attempt set seed = 1", "update attempt set started_at = now()",
      "update application set erased_at = now()", "update link set expires_at = now()",
      "insert into portal_act (application_id) values (null)", "select drop_photos('{}')",
    ],
    "clients": [
      "delete from clients.client", "select * from clients.migration", "delete from person",
    ],
    "workers": [
      "delete from workers.worker", "delete from person", "delete from photo",
      "update photo set bytes = ''",
    ],
    "orders": [
      "delete from orders.orders", "delete from orders.service_type",
      "update orders.order_history set note = 'x'", "delete from orders.order_history",
      "update orders.match_trace set trace = '{}'", "delete from orders.pipeline",
      "update orders.pipeline set steps = '[]'", "delete from person",
    ],
    "packing": ["delete from person"],
    "quality": [
      "delete from person", "delete from known_order", "update timeline set at = now()",
      "update call set text = 'x'", "delete from review", "update review_history set note = 'x'",
      "update draw set seed = 'x'", "delete from draw_member",
    ],
    "client_billing": [
      "delete from person", "update open_order set client_id = null", "delete from open_order",
      "update billing_line set amount = 1", "update invoice set total = 1",
      "update payment_method set client_id = null", "update payment_method set session = 'x'",
      "update credit_note set why = 'x'", "update refund set amount = 1",
      "update settlement set party = null",
    ],
    "worker_billing": [
      "delete from person", "update period set ends_at = now()", "update period set id = 1",
      "update money_try set amount = 1", "update money_try set destination = 'x'",
      "update payout_account set worker_id = null",
      "update payout_account_history set account = 'x'", "update settlement set party = null",
    ],
    "notifications": [
      "delete from person", "delete from message", "update try set code = 200", "delete from try",
      "delete from suppressed",
    ],
  ]

  @Test("writing its own tables beyond what its rules need", arguments: try Home.all)
  func ownTables(_ home: Home) async throws {
    try await withDatabase(home.database) { db in
      let client = db.client(home.app)
      for sql in Self.refusedAtHome[home.service] ?? [] { await expectRefused(sql, client) }
      for relation in try await Relation.all(in: db) where relation.belongs(to: home) {
        for (need, sql) in relation.writes where !Self.mayWrite(relation, need) {
          await expectRefused(sql, client)
        }
      }
    }
  }

  /// What is the platform's in each schema is not the service's to change: it appends to the
  /// outbox, and takes out of the inbox what the relay has put there.
  private static func mayWrite(_ relation: Relation, _ need: String) -> Bool {
    switch relation.kind {
    // Of one name with tables of hiring, which are written less.
    case "attempt" where relation.schema == "accounts", "link" where relation.schema == "accounts":
      need != "truncate"
    case "outbox", "outbox_N", "outbox_destination", "outbox_identity", "inbox", "inbox_N",
      "inbox_cursor", "inbox_identity", "migration":
      (relation.kind, need) == ("outbox", "insert")
    case "ledger_link", "ledger_entry", "ledger_head", "ledger_seal", "unsettled": false
    case "ledger_signature", "ledger_verification", "billing_line", "period", "proposal",
      "refusal", "invoice", "settlement", "money_try", "try_history", "receipt", "payout_account",
      "payout_account_history", "credit_use", "credit_note", "refund",
      "difference", "try", "test_version", "test_scoring", "application", "application_history",
      "sitting_group", "invitation", "invitation_test", "attempt", "answer", "attempt_points",
      "timeline", "call", "review_history", "draw", "draw_member", "hypothesis_history",
      "market", "bet", "closing", "voided", "share", "statement", "statement_market",
      "statement_line", "transfer", "transfer_paid":
      need == "insert"
    case "account", "number_series", "billing_run", "open_order", "reconciliation",
      "payment_method", "message", "suppressed", "vacancy", "test", "mark", "acceptance",
      "known_order", "review", "hypothesis":
      need == "insert" || need == "update"
    case "application_photo": false
    case "link", "hypothesis_review": need == "insert" || need == "delete"
    case "submission": need == "update" || need == "delete"
    case "spent_ticket", "portal_act": need == "delete"
    case "inbox_slot", "digest_turn": need == "update"
    case "inbox_skipped": need == "insert"
    default: need != "truncate"
    }
  }

  @Test("truncating, altering, dropping or making anything at all", arguments: try Home.all)
  func definitions(_ home: Home) async throws {
    try await withDatabase(home.database) { db in
      let client = db.client(home.app)
      for relation in try await Relation.all(in: db) {
        if let truncate = relation.writes["truncate"] { await expectRefused(truncate, client) }
        let kind = relation.isView ? "view" : "table"
        await expectRefused("drop \(kind) \(relation.name)", client)
        await expectRefused("alter \(kind) \(relation.name) rename to x", client)
      }
      for sql in [
        "create schema x", "create table x (y int)", "create table public.x (y int)",
        "create temporary table x (y int)", "create extension hstore schema \(home.service)",
        "create role x", "create database x", "set role \(home.owner.rawValue)",
        "select pg_read_file('/etc/passwd')", "copy (select 1) to program 'cat'",
      ] {
        await expectRefused(sql, client)
      }
    }
  }

  /// What the relay may do with a table of that kind, and needs to; nothing with any other.
  static let relayRights: [String: Set<String>] = [
    "outbox": ["select"], "outbox_N": ["select", "truncate"],
    "outbox_destination": ["select", "insert", "update", "delete"],
    // But for what is emptied.
    "outbox_identity": ["select"], "inbox_identity": ["select"],
    "inbox": ["select", "insert"], "inbox_N": ["select", "truncate"],
    "inbox_cursor": ["select", "insert", "update"], "inbox_slot": ["select", "insert"],
    "inbox_parked": ["select"],
  ]

  @Test(
    "the relay: every business table, and every write but its own",
    arguments: try clusterLayout().databaseNames)
  func relay(_ database: DatabaseName) async throws {
    try await withDatabase(database) { db in
      let relay = db.client(.relay)
      for relation in try await Relation.all(in: db) {
        let rights = Self.relayRights[relation.kind] ?? []
        for (need, sql) in relation.writes where !rights.contains(need) {
          await expectRefused(sql, relay)
        }
        if rights.contains("select") {
          try await relay.query(PostgresQuery(unescaped: relation.read))
        } else {
          await expectRefused(relation.read, relay)
        }
      }
    }
  }
}
