import FoundationEssentials
import Postgres

/// The review that a manager is to look at next, locked. What others are just taking is passed over,
/// and so is what the manager has ended, unless nobody else is there.
struct LockNextReview: Statement {
  static let sql = """
    select \(Review.columnsOfR)
    from   quality.review      r
    join   quality.known_order o on o.order_id = r.order_id
    where  r.state = 'open'
    and    ($2 or o.ended_by_role is distinct from 'manager'
            or lower(o.ended_by_id) is distinct from $1::uuid::text)
    order  by array_position(array['automatic', 'draw', 'named'], r.origin), r.due_at, r.id
    limit  1
    for    no key update of r skip locked
    """

  let manager: ActingManager

  var bindings: Bindings { [manager.id, manager.isAlone] }
  static func decode(_ row: inout RowReader) throws -> Review { try Review(row: &row) }
}
