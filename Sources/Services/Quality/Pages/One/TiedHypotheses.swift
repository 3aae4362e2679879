import FoundationEssentials
import Postgres

/// What managers believe is behind what a review has found, by number.
struct TiedHypotheses: Statement {
  static let sql = """
    select h.id, h.number, h.title
    from   quality.hypothesis_review t
    join   quality.hypothesis        h on h.id = t.hypothesis_id
    where  t.review_id = $1
    order  by h.number
    """

  struct Row: Sendable {
    let id: UUID
    let number: Int
    let title: String
  }

  let review: UUID
  var bindings: Bindings { [review] }
  static func decode(_ row: inout RowReader) throws -> Row {
    Row(id: try row.next(), number: try row.next(), title: try row.next())
  }
}
