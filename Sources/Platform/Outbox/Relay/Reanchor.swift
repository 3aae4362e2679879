import FoundationEssentials
import Postgres

/// Ties a source and a destination together as they are now: another cluster, a restored backup, a
/// promoted standby that has lost something, on either side.
///
/// What the outbox retains is read again, and what the inbox holds already is dropped by event id.
/// Of what happened before the inbox was last emptied nobody can tell; that counts as delivered, and
/// ``doubts()`` says so before. Everything is delivered in one transaction of the destination: a
/// reanchoring that is broken off is either not done or has to be done once more.
public struct Reanchor: Sendable {
  private let source: RelaySource
  private let reader: OutboxReader
  private let writer: InboxWriter

  /// - Parameters:
  ///   - source: with a client of its own, even if the destination is in the same database.
  ///   - destination: which subscribes to it.
  public init(_ source: RelaySource, to destination: RelayDestination) {
    self.source = source
    reader = OutboxReader(
      source: source, destination: destination.name,
      stems: destination.subscriptions[source.name] ?? [])
    writer = InboxWriter(source: source.name, destination: destination)
  }

  /// What ``run()`` would not deliver although it may be missing.
  /// - Throws: ``LinkRefused`` as ``run()``.
  public func doubts() async throws -> ReanchorDoubts {
    var doubts = ReanchorDoubts()
    guard let meeting = try await meet() else { return doubts }
    doubts.isEmptied = meeting.mayLack
    doubts.retainedSince = meeting.source.retainedSince
    let found: Retained = try await withBoth { try await retained(meeting, $0, $1) }
    doubts.take(found.undelivered)
    return doubts
  }

  /// - Returns: how many events were delivered by this; nil: the destination never had any of this
  ///   source, so there is nothing to go on from.
  /// - Throws: ``LinkRefused`` for a source that cannot be read from; ``LostRace`` when a relay is at
  ///   work all the time.
  public func run() async throws -> Int? {
    for _ in 1..<10 {
      do { return try await once() } catch is LostRace {}
    }
    return try await once()
  }

  /// nil: they never met, and will by themselves.
  private func meet() async throws -> Meeting? {
    let destination = try await writer.identify()
    let meeting = Meeting(
      source: try await reader.identify(last: destination.cursor?.last), destination: destination)
    if let objection = meeting.source.objection {
      throw LinkRefused(
        source: source.name, destination: writer.destination.name, reason: objection)
    }
    return meeting.decision == .begin ? nil : meeting
  }

  /// Fails with ``LostRace`` when a relay moves the cursor meanwhile.
  private func once() async throws -> Int? {
    guard let meeting = try await meet() else { return nil }
    try await reader.register()
    let (anchored, count) = try await withBoth { outbox, inbox in
      let stored = try await self.stored(meeting, in: inbox)
      let found = try await retained(meeting, outbox, inbox)
      let eventIDs = found.undelivered.filter { !$0.mayHaveBeen }.map(\.eventID)
      var cursor = try await deliver(eventIDs, from: outbox, moving: stored, inbox)
      cursor.outbox = meeting.source.id
      cursor.systemIdentifier = meeting.source.systemIdentifier
      cursor.timeline = meeting.source.timeline ?? cursor.timeline
      cursor.passed = try await reader.present(in: outbox)
      (cursor.target, cursor.last) = (nil, found.last)
      cursor = cursor.offering(meeting.source.bond)
      try await inbox.execute(
        AnchorCursor(schema: writer.destination.name, source: source.name, cursor: cursor))
      return (cursor, eventIDs.count)
    }
    try await source.database.execute(
      AnchorDestination(
        schema: source.name, destination: writer.destination.name, inbox: meeting.destination.id,
        cursor: anchored))
    return count
  }

  private func withBoth<T>(
    _ body: (_ outbox: Transaction, _ inbox: Transaction) async throws -> T
  ) async throws -> T {
    try await writer.destination.database.withTransaction { inbox in
      try await inbox.takeTime()
      return try await source.database.withTransaction(.repeatableReadOnly) { outbox in
        try await outbox.takeTime()
        return try await body(outbox, inbox)
      }
    }
  }

  /// A destination that was made anew has no cursor.
  private func stored(_ meeting: Meeting, in inbox: Transaction) async throws -> InboxCursor {
    if let cursor = meeting.destination.cursor { return cursor }
    var cursor = InboxCursor(at: .beginning, of: meeting.source)
    cursor.version = .random(in: 1 ... .max)
    try await inbox.execute(
      StartCursor(schema: writer.destination.name, source: source.name, cursor: cursor))
    return cursor
  }

  private struct Retained {
    var last: EventColumns.Last?
    var undelivered: [FindUndelivered.Row] = []
  }

  /// Reads the ids of what the outbox retains and asks the inbox for each.
  private func retained(
    _ meeting: Meeting, _ outbox: Transaction, _ inbox: Transaction
  ) async throws -> Retained {
    try await outbox.execute(
      DeclareRetained(
        schema: source.name, stems: reader.stems, destination: writer.destination.name,
        inbox: meeting.destination.id))
    var retained = Retained()
    while true {
      let rows = try await outbox.columns(of: FetchRetained())
      guard rows.rowCount > 0 else { return retained }
      let last = rows.rowCount - 1
      retained.last = EventColumns.Last(
        id: try rows.value(row: last, column: 0),
        transaction: try rows.value(row: last, column: 1),
        eventID: try rows.value(row: last, column: 2))
      retained.undelivered += try await inbox.execute(
        FindUndelivered(
          schema: writer.destination.name, source: source.name,
          eventIDs: rows.array(column: 2, of: UUID.self),
          times: rows.array(column: 3, of: Date.self),
          beliefs: rows.array(column: 4, of: Bool.self)))
    }
  }

  private func deliver(
    _ eventIDs: [UUID], from outbox: Transaction, moving stored: InboxCursor,
    _ inbox: Transaction
  ) async throws -> InboxCursor {
    let (batches, _) = try await outbox.execute(
      WeighEvents(schema: source.name, eventIDs: eventIDs),
      DeclareEvents(schema: source.name, eventIDs: eventIDs))
    // An empty batch finds out whether a relay has moved the cursor.
    var cursor = try await writer.deliver(.empty, moving: stored, in: inbox)
    for count in batches {
      cursor = try await writer.deliver(outbox.fetchWindow(count), moving: cursor, in: inbox)
    }
    return cursor
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
