import FoundationEssentials
import Postgres

struct FindDraw: Statement {
  static let sql = """
    select \(Draw.columns)
    from   quality.draw d
    where  d.id = $1
    """

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> Draw { try Draw(row: &row) }
}

/// The last one first.
struct ListDraws: Statement {
  /// What its cursors are of.
  static let list = "draws"

  static let sql = """
    select \(Draw.columns)
    from   quality.draw d
    where  ($1::uuid is null or d.id < $1)
    order  by d.id desc
    limit  $2
    """

  let before: UUID?
  let limit: Int
  var bindings: Bindings { [before, limit] }
  static func decode(_ row: inout RowReader) throws -> Draw { try Draw(row: &row) }
}

enum DrawSQL {
  /// The members `m` of draws `d`, each with its order `o`.
  static let members = """
    quality.draw d
    join   quality.draw_member m on m.draw_id = d.id
    join   quality.known_order o on o.order_id = m.order_id
    """

  /// The group that a member belongs to.
  static let group = """
    case d.per when 'worker' then o.worker_id when 'service_type' then o.service_type_id end
    """
}

/// The largest first.
struct ListDrawGroups: Statement {
  static let sql = """
    select \(DrawSQL.group),
           max(case d.per when 'worker' then o.worker_name
                          when 'service_type' then o.service_type_name end),
           count(*),
           count(*) filter (where m.order_id in (select r.order_id
                                                 from   quality.review r
                                                 where  r.draw_id = $1))
    from   \(DrawSQL.members)
    where  d.id = $1
    group  by 1
    order  by 3 desc, 1
    """

  let draw: UUID
  var bindings: Bindings { [draw] }
  static func decode(_ row: inout RowReader) throws -> DrawGroup {
    DrawGroup(
      id: try row.next(), name: try row.next(), population: try row.next(), drawn: try row.next())
  }
}

/// The smallest digest first.
struct ListDrawnOrders: Statement {
  static let sql = """
    select m.order_id, r.id, m.digest, m.rank, \(DrawSQL.group), o.service_type_name,
           o.worker_name, o.ended_at, r.state = 'closed'
    from   \(DrawSQL.members)
    join   quality.review r on r.draw_id = d.id and r.order_id = m.order_id
    where  d.id = $1
    order  by m.digest
    """

  let draw: UUID
  var bindings: Bindings { [draw] }
  static func decode(_ row: inout RowReader) throws -> DrawnOrder {
    DrawnOrder(
      order: try row.next(), review: try row.next(), digest: try row.next(),
      rank: try row.next(), group: try row.next(), serviceTypeName: try row.next(),
      workerName: try row.next(), endedAt: try row.next(), isClosed: try row.next())
  }
}

/// What a draw was drawn from, or one of its groups.
struct ListDrawPopulation: Statement {
  static let sql = """
    select m.order_id
    from   \(DrawSQL.members)
    where  d.id = $1
    and    ($2::uuid is null or \(DrawSQL.group) = $2)
    """

  let draw: UUID
  let group: UUID?
  var bindings: Bindings { [draw, group] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}
