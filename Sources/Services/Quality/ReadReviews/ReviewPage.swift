import FoundationEssentials
import Postgres
import ServiceKit

/// A page of a list: what is due first; of those that are closed, what was closed last.
struct ReviewPage: Sendable {
  var filter: ReviewFilter
  /// Where the page before ended.
  var after: (at: Date, id: UUID)?
  var limit: Int

  /// What a list is in the order of.
  func place(of record: ReviewRecord) -> (at: Date, id: UUID) {
    let review = record.review
    return (filter.isOfClosed ? review.closedAt ?? review.dueAt : review.dueAt, review.id)
  }

  /// - Parameter scope: a condition that the page is planned for.
  static func sql(scope: String = "true") -> String {
    """
    select \(ReviewRecord.columns)
    from   \(ReviewRecord.source)
    where  \(ReviewFilter.conditions)
    and    \(scope)
    and    (r.due_at, r.id)
           > (coalesce($10, '-infinity'::timestamptz),
              coalesce($11, '00000000-0000-0000-0000-000000000000'::uuid))
    order  by r.due_at, r.id
    limit  $12
    """
  }

  static func sqlOfClosed(scope: String = "true") -> String {
    """
    select \(ReviewRecord.columns)
    from   \(ReviewRecord.source)
    where  \(ReviewFilter.conditions)
    and    \(scope)
    and    r.state = 'closed'
    and    (r.closed_at, r.id)
           < (coalesce($10, 'infinity'::timestamptz),
              coalesce($11, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid))
    order  by r.closed_at desc, r.id desc
    limit  $12
    """
  }

  /// `$1` to `$12`.
  var bindings: Bindings { filter.bindings + [after?.at, after?.id, limit] }
}

/// A list of reviews; each kind is a statement of its own, so that it is planned for its index.
protocol ReviewList: Statement where Row == ReviewRecord {
  var page: ReviewPage { get }
}

extension ReviewList {
  var bindings: Bindings { page.bindings }
  static func decode(_ row: inout RowReader) throws -> ReviewRecord { try ReviewRecord(row: &row) }
}

struct ListReviews: ReviewList {
  static let sql = ReviewPage.sql()
  let page: ReviewPage
}

/// What is still to be closed.
struct ListUnclosedReviews: ReviewList {
  static let sql = ReviewPage.sql(scope: "r.state <> 'closed'")
  let page: ReviewPage
}

struct ListClosedReviews: ReviewList {
  static let sql = ReviewPage.sqlOfClosed()
  let page: ReviewPage
}

/// Those in whose orders something is found.
struct SearchReviews: ReviewList {
  static let sql = ReviewPage.sql(scope: ReviewFilter.found("$13"))
  let page: ReviewPage
  let pattern: LikePattern
  var bindings: Bindings { page.bindings + [pattern.containing] }
}

struct SearchClosedReviews: ReviewList {
  static let sql = ReviewPage.sqlOfClosed(scope: ReviewFilter.found("$13"))
  let page: ReviewPage
  let pattern: LikePattern
  var bindings: Bindings { page.bindings + [pattern.containing] }
}
