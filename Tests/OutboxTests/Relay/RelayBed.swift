import Contracts
import FoundationEssentials
import Logging
import Outbox
import Postgres
import TestSupport
import Testing

/// A source and a destination for relays to run between: the outbox of clients in a database of its
/// own, and the inbox of packing in another.
struct RelayBed: Sendable {
  /// Producers, as the role `clients_app`.
  let clients: PostgresClient
  let sourceURL: String
  let destinationURL: String
  let sourceAdmin: PostgresClient
  let destinationAdmin: PostgresClient

  // MARK: relays

  /// Runs a relay of its own connections for as long as `body` runs.
  func withRelay<T: Sendable>(
    notifies: Bool = true, isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws -> T
  ) async throws -> T {
    let relay = startRelay(notifies: notifies)
    let outcome: Result<T, any Error>
    do {
      outcome = .success(try await body())
    } catch {
      outcome = .failure(error)
    }
    await relay.stop()
    return try outcome.get()
  }

  func startRelay(notifies: Bool = true) -> RunningRelay {
    let source = PostgresClient(.relay(url: sourceURL, notifies: notifies), logger: .test)
    let destination = PostgresClient(.relay(url: destinationURL, notifies: notifies), logger: .test)
    let relay = Relay(
      sources: [RelaySource(name: "clients", database: source)],
      destinations: [
        RelayDestination(
          name: "packing", database: destination,
          subscriptions: ["clients": [ClientChanged.type]])
      ], logger: .test)
    return RunningRelay(
      task: Task { try? await relay.run() }, clients: [source, destination])
  }

  /// A destination begins with what comes after its relay first connected.
  func waitUntilStarted() async throws {
    try await eventually("the cursor is there") {
      try await destinationAdmin.query("select 1 from packing.inbox_cursor") == 1
    }
  }

  // MARK: producers

  /// Publishes the next version of a client, under the lock of a row as services do.
  func publish(_ key: Int) async throws {
    try await clients.withTransaction { try await publish(key, in: $0) }
  }

  func publish(_ key: Int, in transaction: Transaction) async throws {
    let version = try await transaction.query(
      "update aggregate set version = version + 1 where key = \(key) returning version",
      as: Int64.self)[0]
    let client = ClientChanged(
      id: Self.subject(key), externalID: "hcb-\(key)", firstName: "Murka", lastName: "Mews",
      email: "m@example.org", phone: nil, place: nil, active: true, version: version)
    try transaction.append(client, of: Self.subject(key), version: version, at: Date())
  }

  /// Tells the relay, as producers do.
  func ring() async throws {
    try await clients.query("select pg_notify('outbox_clients', '')")
  }

  static func subject(_ key: Int) -> UUID {
    UUID(uuid: (0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, UInt8(key)))
  }

  // MARK: the books

  /// Waits until all that was appended is in the inbox, then checks it.
  func settle() async throws {
    let appended = try await count("clients.outbox", sourceAdmin)
    try await eventually("\(appended) events are delivered", within: .seconds(60)) {
      try await count("packing.inbox", destinationAdmin) >= appended
    }
    try await check()
  }

  func count(_ table: String, _ database: PostgresClient) async throws -> Int {
    try await database.query("select count(*) from \(unescaped: table)", as: Int.self)[0]
  }

  /// Each event once, per key version after version, in slots and positions without gaps.
  func check() async throws {
    let rows = try await destinationAdmin.query(
      "select subject, sequence, slot, event_id from packing.inbox order by position",
      as: String.self, Int64.self, Int16.self, UUID.self)
    let sent = try await sourceAdmin.query(
      "select event_id from clients.outbox", as: UUID.self)
    #expect(rows.count == sent.count)
    #expect(Set(rows.map(\.3)) == Set(sent))
    for (subject, events) in Dictionary(grouping: rows, by: \.0) {
      #expect(events.map(\.1) == Array(1...Int64(events.count)), "of \(subject)")
      #expect(Set(events.map(\.2)).count == 1)
    }
    let positions = try await destinationAdmin.query(
      "select position from packing.inbox order by 1", as: Int64.self)
    #expect(positions == Array(1...max(1, Int64(rows.count))).prefix(rows.count).map { $0 })
  }
}

/// A relay that a test may stop at any moment.
struct RunningRelay: Sendable {
  let task: Task<Void, Never>
  let clients: [PostgresClient]

  func stop() async {
    task.cancel()
    await task.value
    for client in clients { await client.close() }
  }
}

/// Runs `body` with databases of its own; aggregates 0 to 31 have version 0.
func withRelayBed<T>(
  isolation: isolated (any Actor)? = #isolation, _ body: (RelayBed) async throws -> T
) async throws -> T {
  try await withDatabase { core in
    try await withDatabase(.packing) { packing in
      let bed = RelayBed(
        clients: core.clientsApp, sourceURL: core.url(.relay),
        destinationURL: packing.url(.relay), sourceAdmin: core.admin,
        destinationAdmin: packing.admin)
      try await bed.prepare()
      return try await body(bed)
    }
  }
}

extension RelayBed {
  func prepare() async throws {
    try await sourceAdmin.query("create table clients.aggregate (key int8, version int8)")
    try await sourceAdmin.query(
      "insert into clients.aggregate select n, 0 from generate_series(0, 31) as n")
    try await sourceAdmin.query("grant select, update on clients.aggregate to clients_app")
  }
}
