public import Contracts
public import FoundationEssentials
import Postgres

extension ParkedEvents {
  /// The events that somebody gave up, the last one first.
  ///
  /// - Parameter limit: how many, at most.
  public func skipped(limit: Int) async throws -> [SkippedEvent] {
    try await database.readAlone(FindSkipped(limit: Int64(limit)))
  }
}

/// An event that somebody gave up.
public struct SkippedEvent: Sendable {
  public let id: UUID
  public let source: String
  public let type: String
  public let subject: ExactText
  public let version: Int64
  public let parkedAt: Date
  public let cause: String?
  public let tries: Int
  public let skippedAt: Date
  public let skippedBy: String
  public let reason: String
}

struct FindSkipped: Statement {
  static let sql = """
    select event_id, source, type, subject, sequence, parked_at, cause, tries,
           skipped_at, skipped_by, reason
    from   inbox_skipped
    order  by skipped_at desc, source, position
    limit  $1
    """

  let limit: Int64
  var bindings: Bindings { [limit] }
  static func decode(_ row: inout RowReader) throws -> SkippedEvent {
    SkippedEvent(
      id: try row.next(), source: try row.next(), type: try row.next(), subject: try row.next(),
      version: try row.next(), parkedAt: try row.next(), cause: try row.next(),
      tries: Int(try row.next(as: Int32.self)), skippedAt: try row.next(),
      skippedBy: try row.next(), reason: try row.next())
  }
}

/// Only the first of its key: those behind it wait for what becomes of it.
struct KeepSkipped: Statement {
  private static let kept = "source, slot, \(Envelope.columns), parked_at, cause, tries"
  static let sql = """
    insert into inbox_skipped (\(kept), skipped_at, skipped_by, reason)
    select \(kept), $4, $5, $6
    from   inbox_parked
    where  source   = $1
    and    slot     = $2
    and    position = $3
    and    head_since is not null
    """

  let slot: Slot
  let position: Int64
  let now: Date
  let who: String
  let why: String
  var bindings: Bindings { [slot.source, slot.number, position, now, who, why] }
}
