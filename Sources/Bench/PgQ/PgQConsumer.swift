import ArgumentParser
import Contracts
import FoundationEssentials
import Logging
import Postgres

/// The yardstick of the relay: PgQ (https://github.com/pgq/pgq), consumed as its manual says and
/// with our own client, so that the queue is compared and not the language.
struct PgQConsumer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pgq-consumer",
    abstract: "Apply the batches of a PgQ queue to another database, until it is stopped.")

  @Option(help: "The database with the queue.") var from: String
  @Option(help: "The database with the handler's table.") var to: String
  @Option(help: "The queue.") var queue = "events"
  @Option(help: "The consumer's name.") var consumer = "attic"
  @Option(help: "Where each handled event goes with when, a line CAT STEP NANOSECONDS.")
  var handled: String?

  func run() async throws {
    let file = try handled.map { try AcknowledgedFile($0, stamped: true) }
    try await withPostgresClient(PostgresConfiguration(url: from)) { source in
      try await withPostgresClient(PostgresConfiguration(url: to)) { destination in
        while !Task.isCancelled {
          guard
            let batch = try await source.execute(NextBatch(queue: queue, consumer: consumer))
              .first ?? nil
          else {
            // There is nothing to listen to in PgQ: a consumer asks.
            try await Task.sleep(for: .milliseconds(1))
            continue
          }
          let events = try await source.execute(BatchEvents(batch: batch))
          if !events.isEmpty { try await apply(events, of: batch, to: destination) }
          for event in events { try file?.write(event.cat, event.step) }
          try await source.execute(FinishBatch(batch: batch))
        }
      }
    }
  }

  /// The batch's effects and its number in one transaction, so that it takes effect once.
  private func apply(
    _ events: [QueuedEvent], of batch: Int64, to destination: PostgresClient
  ) async throws {
    try await destination.withTransaction { transaction in
      transaction.enqueue(DoNotWaitForTheLog())
      guard try await transaction.one(MarkBatchDone(consumer: consumer, batch: batch)) != nil else {
        return
      }
      for event in events { transaction.enqueue(SeeStep(cat: event.cat, step: event.step)) }
    }
  }
}

private struct QueuedEvent: Sendable {
  let cat: UUID
  let step: Int64
}

/// Appends to a queue: `ev_extra1` has the key and `ev_extra2` its version.
struct InsertIntoQueue: Statement {
  static let sql = "select pgq.insert_event($1, $2, $3, $4, $5, null, null)"
  let queue: String
  let cat: UUID
  let step: Int64
  let data: String

  init(_ event: CatStep, of cat: UUID, queue: String) throws {
    self.queue = queue
    self.cat = cat
    step = event.step
    data = try WireCoding.encodeText(event)
  }

  var bindings: Bindings { [queue, CatStep.type, data, cat.wire, "\(step)"] }
}

private struct NextBatch: Statement {
  static let sql = "select pgq.next_batch($1, $2)"
  let queue: String
  let consumer: String
  var bindings: Bindings { [queue, consumer] }
  static func decode(_ row: inout RowReader) throws -> Int64? { try row.next() }
}

private struct BatchEvents: Statement {
  static let sql = """
    select ev_extra1::uuid, ev_extra2::int8, ev_data
    from   pgq.get_batch_events($1)
    """
  let batch: Int64
  var bindings: Bindings { [batch] }

  static func decode(_ row: inout RowReader) throws -> QueuedEvent {
    let event = QueuedEvent(cat: try row.next(), step: try row.next())
    let _: String = try row.next()
    return event
  }
}

private struct FinishBatch: Statement {
  static let sql = "select pgq.finish_batch($1)"
  let batch: Int64
  var bindings: Bindings { [batch] }
}

private struct DoNotWaitForTheLog: Statement {
  static let sql = "set local synchronous_commit = off"
}

private struct MarkBatchDone: Statement {
  typealias Row = Int64
  static let sql = """
    insert into done_batch (consumer, batch)
    values ($1, $2)
    on conflict (consumer) do update
    set    batch = excluded.batch
    where  done_batch.batch < excluded.batch
    returning batch
    """
  let consumer: String
  let batch: Int64
  var bindings: Bindings { [consumer, batch] }
}
