import FoundationEssentials
import Postgres
import ServiceKit

/// A review with its order, as lists and acts show it.
struct ReviewRecord: Sendable {
  let review: Review
  let order: KnownOrder
  /// Who has it in hand, or has closed it; nil: nobody, or somebody who is not known here.
  let managerName: String?

  /// What every statement that answers with records selects, from what ``source`` names.
  static let columns = "\(Review.columnsOfR), \(KnownOrder.columns), p.name"
  static let source = """
    quality.review      r
    join   quality.known_order o on o.order_id = r.order_id
    left   join quality.person p on p.kind = 'manager' and p.id = coalesce(r.assignee, r.closed_by)
    """
}

extension ReviewRecord {
  init(row: inout RowReader) throws {
    review = try Review(row: &row)
    order = try KnownOrder(row: &row)
    managerName = try row.next()
  }
}

struct FindReview: Statement {
  static let sql = """
    select \(ReviewRecord.columns)
    from   \(ReviewRecord.source)
    where  r.id = $1
    """

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> ReviewRecord { try ReviewRecord(row: &row) }
}

/// All that an order has had, the oldest first.
struct FindReviewsOf: Statement {
  static let sql = """
    select \(ReviewRecord.columns)
    from   \(ReviewRecord.source)
    where  r.order_id = $1
    order  by r.opened_at, r.id
    """

  let order: UUID
  var bindings: Bindings { [order] }
  static func decode(_ row: inout RowReader) throws -> ReviewRecord { try ReviewRecord(row: &row) }
}
