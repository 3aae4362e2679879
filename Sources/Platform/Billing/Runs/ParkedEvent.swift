public import FoundationEssentials
import Postgres

/// An event that had arrived before a cut-off and is not handled: it has failed.
public struct ParkedEvent: Sendable {
  /// By which `mcf outbox` names it.
  public let id: UUID
  public let type: String
  public let source: String
  /// nil: it only waits behind another one.
  public let cause: String?
}

/// The first ones of before an instant, the oldest first.
struct ListParked: Statement {
  static let sql = """
    select event_id, type, source, cause
    from   inbox_parked
    where  time < $1
    order  by time, event_id
    limit  $2
    """

  let before: Date
  let most: Int
  var bindings: Bindings { [before, most] }

  static func decode(_ row: inout RowReader) throws -> ParkedEvent {
    ParkedEvent(
      id: try row.next(), type: try row.next(), source: try row.next(), cause: try row.next())
  }
}
