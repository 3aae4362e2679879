import Contracts
import FoundationEssentials
import Logging
import Postgres
import TestSupport
import Testing

@testable import Outbox

/// A source and a destination for relays to run between: the outbox of clients in a database of its
/// own, and the inbox of packing in another.
struct RelayBed: Sendable {
  /// Producers, as the role `clients_app`.
  var clients: PostgresClient
  var sourceURL: String
  var destinationURL: String
  let sourceAdmin: PostgresClient
  var destinationAdmin: PostgresClient
  /// The schema of the inbox.
  var inbox = "packing"

  // MARK: relays

  /// Runs a relay of its own connections for as long as `body` runs.
  func withRelay<T: Sendable>(
    notifies: Bool = TestRun.notifies, isolation: isolated (any Actor)? = #isolation,
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

  func startRelay(notifies: Bool = TestRun.notifies) -> RunningRelay {
    let (source, destination) = ends(notifies: notifies)
    let relay = Relay(sources: [source], destinations: [destination], logger: .silent)
    return RunningRelay(
      task: Task { try? await relay.run() }, clients: [source.database, destination.database])
  }

  /// Both ends, each with connections of its own.
  func ends(notifies: Bool = TestRun.notifies) -> (RelaySource, RelayDestination) {
    let source = PostgresClient(.relay(url: sourceURL, notifies: notifies), logger: .silent)
    let destination = PostgresClient(
      .relay(url: destinationURL, notifies: notifies), logger: .silent)
    return (
      RelaySource(name: "clients", database: source),
      RelayDestination(
        name: inbox, database: destination, subscriptions: ["clients": [ClientChanged.type]])
    )
  }

  /// Why a link does not begin to work, if it does not.
  func refusal() async throws -> LinkRefused.Reason? {
    let (source, destination) = ends()
    let link = Link(
      source, destination, stems: destination.subscriptions["clients"] ?? [], windows: Turn(),
      logger: .silent)
    let outcome: Result<Void, any Error>
    do {
      outcome = .success(try await link.connect())
    } catch {
      outcome = .failure(error)
    }
    for database in [source.database, destination.database] { await database.close() }
    do {
      try outcome.get()
      return nil
    } catch let refused as LinkRefused {
      return refused.reason
    }
  }

  func reanchored() async throws -> Int? { try await reanchoring { try await $0.run() } }

  /// What a person is told before.
  func doubts() async throws -> ReanchorDoubts { try await reanchoring { try await $0.doubts() } }

  private func reanchoring<T: Sendable>(
    _ body: (Reanchor) async throws -> T
  ) async throws -> T {
    let (source, destination) = ends()
    let outcome: Result<T, any Error>
    do {
      outcome = .success(try await body(Reanchor(source, to: destination)))
    } catch {
      outcome = .failure(error)
    }
    for database in [source.database, destination.database] { await database.close() }
    return try outcome.get()
  }

  /// A destination begins with what comes after its relay first connected.
  func waitUntilStarted() async throws {
    try await eventually("the cursor is there") {
      try await destinationAdmin.query("select 1 from \(unescaped: inbox).inbox_cursor") == 1
    }
  }

  func expectRefusal(_ expected: LinkRefused.Reason?) async throws {
    let reason = try await refusal()
    #expect(reason == expected)
  }

  /// The same source with another destination.
  func to(_ packing: TestDatabase) async throws -> RelayBed {
    var bed = self
    (bed.destinationURL, bed.destinationAdmin) = (packing.url(.relay), packing.admin)
    try await bed.identifyDestination()
    return bed
  }

  /// Tests' databases are copies of one; these were made by themselves.
  fileprivate func identify() async throws {
    try await sourceAdmin.query("update clients.outbox_identity set id = gen_random_uuid()")
    try await identifyDestination()
  }

  private func identifyDestination() async throws {
    try await destinationAdmin.query(
      "update \(unescaped: inbox).inbox_identity set id = gen_random_uuid()")
  }

  /// As if all that is in both happened some days ago, so that it may be rotated away.
  func age(days: Int) async throws {
    try await sourceAdmin.query(
      "update clients.outbox set time = time - make_interval(days => \(Int32(days)))")
    try await destinationAdmin.query(
      """
      update \(unescaped: inbox).inbox set time = time - make_interval(days => \(Int32(days)))
      """)
  }

  /// Rotates what is of today, as if the ring had come round to it.
  func rotate(_ kind: Rotation.Kind, now: Date = Date()) async throws -> Rotation.Outcome {
    let rotation = rotation(of: kind)
    let outcome = try await rotation.rotate(after: rotation.current() + 3, now: now)
    await rotation.database.close()
    return outcome
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
      email: "m@example.org", phone: nil, place: nil, language: nil, active: true, version: version)
    try transaction.append(client, of: Self.subject(key), version: version, at: Date())
  }

  /// Publishes the next versions of a client, all at once.
  func publish(_ count: Int, of key: Int) async throws {
    try await clients.query(
      """
      with changed as (
        update aggregate set version = version + \(Int64(count)) where key = \(key)
        returning version - \(Int64(count)) as before
      )
      insert into outbox (event_id, type, subject, sequence, time, headers, data)
      select gen_random_uuid(), \(ClientChanged.type), \(Self.subject(key).wire), before + n, now(),
             '{}', '{}'
      from   changed, generate_series(1, \(Int64(count))) as n
      """)
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
    let appended = try await appended()
    try await eventually("\(appended) events are delivered", within: .seconds(60)) {
      try await received() >= appended
    }
    try await check()
  }

  func appended() async throws -> Int {
    try await sourceAdmin.query("select count(*) from clients.outbox", as: Int.self)[0]
  }

  func received() async throws -> Int {
    try await destinationAdmin.query(
      "select count(*) from \(unescaped: inbox).inbox", as: Int.self)[0]
  }

  /// Each event once, per key version after version, in slots and positions without gaps.
  func check() async throws {
    let rows = try await destinationAdmin.query(
      """
      select subject, sequence, slot, event_id, position
      from   \(unescaped: inbox).inbox order by position
      """, as: String.self, Int64.self, Int16.self, UUID.self, Int64.self)
    let sent = try await sourceAdmin.query(
      "select event_id from clients.outbox", as: UUID.self)
    #expect(rows.count == sent.count)
    #expect(Set(rows.map(\.3)) == Set(sent))
    for (subject, events) in Dictionary(grouping: rows, by: \.0) {
      #expect(events.map(\.1) == Array(1...Int64(events.count)), "of \(subject)")
      #expect(Set(events.map(\.2)).count == 1)
    }
    #expect(rows.map(\.4) == (0..<rows.count).map { Int64($0) + 1 })
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
    try await withDatabase(.of("packing")) { packing in
      let bed = RelayBed(
        clients: core.app("clients"), sourceURL: core.url(.relay),
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
    try await identify()
  }
}
