import Postgres

/// The source's side of a link: what it asks of the outbox.
struct OutboxReader: Sendable {
  let source: RelaySource
  /// The destination's name.
  let destination: String
  let stems: [String]
  /// So many events are taken of a window at a time. Those that are read are sorted first, so this
  /// keeps the statement below its timeout, whatever waits.
  var stretch = 200_000
  /// Who answered when the source was identified; an answer of another is not taken.
  var incarnation: Incarnation?

  private var schema: String { source.name }

  /// What became visible since a stored snapshot: the first events, and until when that is.
  struct Reading: Sendable {
    var batch: EventColumns
    var present: PostgresSnapshot
    /// There may be more until then.
    var isFull: Bool
  }

  /// What is left of a window, as far as it is read at a time.
  struct Stretch: Sendable {
    /// How many events make each batch.
    var batches: [Int]
    /// There may be more behind it.
    var isFull: Bool
  }

  func identify(last: EventColumns.Last?) async throws -> SourceIdentity {
    let statement = IdentifySource(schema: schema, last: last, destination: destination)
    guard let identity = try await source.database.readAlone(statement).first else {
      throw PostgresError(.protocolViolation, statement: IdentifySource.name)
    }
    return identity
  }

  func register() async throws {
    try await source.database.execute(
      RegisterDestination(schema: schema, destination: destination))
  }

  /// Notes that both agreed upon a new bond.
  /// - Throws: ``LostRace`` when somebody else did meanwhile, or has emptied rows.
  func note(
    _ agreed: InboxCursor, with destination: DestinationIdentity, found: SourceIdentity
  ) async throws {
    let note = NoteBond(
      schema: schema, destination: self.destination, found: found, agreed: agreed,
      inbox: destination.id)
    if try await source.database.execute(note).isEmpty { throw LostRace() }
  }

  /// Returns false when the source no longer knows the destination.
  /// - Throws: ``SourceChanged`` when it is another.
  func report(_ passed: PostgresSnapshot) async throws -> Bool {
    let report = ReportPassed(
      schema: schema, destination: destination, passed: passed, outbox: incarnation?.outbox)
    if try await !source.database.execute(report).isEmpty { return true }
    let who = try await source.database.readAlone(AskIncarnation(schema: schema))
    if let who = who.first { try check(who) }
    return false
  }

  func read(
    after passed: PostgresSnapshot, limit: Int = EventColumns.limit
  ) async throws -> Reading {
    let statement = ReadOutbox(
      schema: schema, subscription: Subscription(passed: passed, stems: stems), limit: limit)
    return try await reading(source.database.columns(of: statement), after: passed)
  }

  private func reading(
    _ columns: Columns, after passed: PostgresSnapshot
  ) throws -> Reading {
    var next = EventColumns.columnCount + Incarnation.columnCount
    func value<T: PostgresDecodable>() throws -> T {
      defer { next += 1 }
      return try columns.value(row: 0, column: next)
    }
    try check(Incarnation(columns, column: EventColumns.columnCount))
    let (present, greatest): (PostgresSnapshot, UInt64?) = (try value(), try value())
    let found: Int = try value()
    let batch = try EventColumns.read(columns)
    return Reading(
      batch: batch, present: present.clamped(to: greatest, after: passed),
      isFull: found > batch.count || found == EventColumns.limit)
  }

  /// How many events wait; 100 000 stands for more.
  func count(after passed: PostgresSnapshot) async throws -> Int {
    let statement = CountOutbox(
      schema: schema, subscription: Subscription(passed: passed, stems: stems))
    return try await source.database.readAlone(statement).first ?? 0
  }

  /// The source's snapshot as it is stored for a source that is begun with, in a transaction.
  func present(in transaction: Transaction) async throws -> PostgresSnapshot {
    let subscription = Subscription(passed: .beginning, stems: stems)
    return try await reading(
      transaction.columns(of: ReadOutbox(schema: schema, subscription: subscription, limit: 0)),
      after: .beginning
    ).present
  }

  /// Reads the rest of a window, or its first stretch, through one cursor, so that it is sorted
  /// once.
  /// - Parameter body: gets a function that reads the next batch, of so many events.
  func withWindow(
    after passed: PostgresSnapshot, to target: PostgresSnapshot, behind id: Int64,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (Stretch, @escaping @Sendable (Int) async throws -> EventColumns) async throws -> Void
  ) async throws {
    let rest = WindowRest(
      subscription: Subscription(passed: passed, stems: stems), target: target, id: id)
    try await source.database.withTransaction(.repeatableReadOnly) { transaction in
      transaction.enqueue(TakeMemory())
      let (who, batches) = try await transaction.execute(
        AskIncarnation(schema: schema), WeighWindow(schema: schema, rest: rest, limit: stretch))
      if let who = who.first { try check(who) }
      if let last = batches.last?.last {
        transaction.enqueue(DeclareWindow(schema: schema, rest: rest, last: last))
      }
      let counts = batches.map(\.count)
      let found = Stretch(batches: counts, isFull: counts.reduce(0, +) == stretch)
      try await body(found) { try await transaction.fetchWindow($0) }
    }
  }

  private func check(_ found: Incarnation) throws {
    guard let incarnation, found != incarnation else { return }
    throw SourceChanged()
  }
}

/// Another server, or another database of it, answers than the one that was identified.
struct SourceChanged: Error {}
