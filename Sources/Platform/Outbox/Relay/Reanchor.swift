import FoundationEssentials
import Postgres

/// Goes on with a source that is not what the cursor was moved along: another cluster, a restored
/// backup, a promoted standby that has lost something.
///
/// What the outbox retains is read again, and what the inbox holds already is dropped by event id.
/// An inbox keeps its rows for a week at least, so of older events nobody can tell; they count as
/// delivered. Everything happens in one transaction of the destination: a reanchoring that is broken
/// off has not happened.
public struct Reanchor: Sendable {
  private let source: RelaySource
  private let outlet: Outlet
  private let inlet: Inlet

  /// - Parameters:
  ///   - source: with a client of its own, even if the destination is in the same database.
  ///   - destination: which subscribes to it.
  public init(_ source: RelaySource, to destination: RelayDestination) {
    self.source = source
    outlet = Outlet(
      source: source, destination: destination.name,
      stems: destination.subscriptions[source.name] ?? [])
    inlet = Inlet(source: source.name, destination: destination)
  }

  /// - Returns: how many events were delivered by this; nil: the destination never had any of this
  ///   source, so there is nothing to go on from.
  /// - Throws: ``SourceRefused`` for a standby; ``LostRace`` when a relay is at work all the time.
  public func run() async throws -> Int? {
    for _ in 1..<10 {
      do { return try await once() } catch is LostRace {}
    }
    return try await once()
  }

  /// Fails with ``LostRace`` when a relay moves the cursor meanwhile.
  private func once() async throws -> Int? {
    guard let stored = try await inlet.cursor() else { return nil }
    let identity = try await outlet.identify(last: nil)
    guard let timeline = identity.timeline, identity.objection == nil else {
      throw SourceRefused(
        source: source.name, destination: inlet.destination.name,
        reason: identity.objection ?? .standby)
    }
    try await outlet.register()
    return try await inlet.destination.database.withTransaction { inbox in
      try await inbox.takeTime()
      return try await source.database.withTransaction(.repeatableReadOnly) { outbox in
        try await outbox.takeTime()
        let retained = try await undelivered(outbox, inbox)
        var cursor = try await deliver(retained.undelivered, from: outbox, moving: stored, inbox)
        cursor.systemIdentifier = identity.systemIdentifier
        cursor.timeline = timeline
        cursor.passed = retained.present
        (cursor.target, cursor.last) = (nil, retained.last)
        try await anchor(cursor, in: inbox)
        return retained.undelivered.count
      }
    }
  }

  private struct Retained {
    var present: PostgresSnapshot
    var last: EventBatch.Last?
    /// By their ids.
    var undelivered: [UUID] = []
  }

  /// Reads the ids of what the outbox retains and asks the inbox for each.
  private func undelivered(
    _ outbox: Transaction, _ inbox: Transaction
  ) async throws -> Retained {
    var retained = Retained(present: try await outlet.present(in: outbox))
    try await outbox.execute(DeclareRetained(schema: source.name, stems: outlet.stems))
    while true {
      let rows = try await outbox.columns(of: FetchRetained())
      guard rows.rowCount > 0 else { return retained }
      let last = rows.rowCount - 1
      retained.last = EventBatch.Last(
        id: try rows.value(row: last, column: 0),
        transaction: try rows.value(row: last, column: 1),
        eventID: try rows.value(row: last, column: 2))
      retained.undelivered += try await inbox.execute(
        FindUndelivered(
          schema: inlet.destination.name, source: source.name,
          eventIDs: rows.array(column: 2, of: UUID.self)))
    }
  }

  private func deliver(
    _ eventIDs: [UUID], from outbox: Transaction, moving stored: InboxCursor,
    _ inbox: Transaction
  ) async throws -> InboxCursor {
    try await outbox.execute(DeclareEvents(schema: source.name, eventIDs: eventIDs))
    var cursor = stored
    repeat {
      let batch = try EventBatch.read(await outbox.columns(of: FetchWindow()))
      cursor = try await inlet.deliver(batch, moving: cursor, in: inbox)
      if batch.count < EventBatch.limit { return cursor }
    } while true
  }

  private func anchor(_ cursor: InboxCursor, in inbox: Transaction) async throws {
    try await inbox.execute(
      AnchorCursor(schema: inlet.destination.name, source: source.name, cursor: cursor))
  }
}

extension Transaction {
  /// A week's inbox is searched while the other side waits, and a person for both.
  fileprivate func takeTime() async throws {
    for setting in ["statement_timeout", "idle_in_transaction_session_timeout"] {
      try await query("set local \(unescaped: setting) = 0")
    }
  }
}
