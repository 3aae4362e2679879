import FoundationEssentials
import Postgres

/// What has happened to a review, as its history tells it.
struct ReviewStep: Sendable {
  let event: Event
  /// The manager; nil: it came about by itself.
  let by: UUID?
  /// Why.
  var note: String?
  let at: Date

  enum Event: String, CaseIterable, Sendable, PostgresText {
    case opened, taken
    case putBack = "put_back"
    case saved, closed
  }
}

/// Opens a review, with the first row of its history, unless the order has one that is not closed,
/// or has had an automatic one. Its row: it is opened.
struct InsertReview: Statement {
  static let sql = """
    with opened as (
      insert into quality.review
             (id, order_id, origin, draw_id, follows, due_at, opened_at, opened_by)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      on conflict do nothing
      returning id, version
    ), told as (
      insert into quality.review_history (review_id, version, event, at, by, note)
      select id, version, 'opened', $7, $8, $9
      from   opened
    )
    select id
    from   opened
    """

  let review: Review
  /// Why a manager wants it.
  var reason: String?

  var bindings: Bindings {
    [
      review.id, review.orderID, review.origin, review.drawID, review.follows, review.dueAt,
      review.openedAt, review.openedBy, reason,
    ]
  }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// Writes what has become of a review as its next version, and the row of its history; no row: the
/// version that it was read as is not the present one.
struct RecordReview: Statement {
  static let sql = """
    with changed as (
      update quality.review
      set    \(sets),
             version = version + 1
      where  id = $1
      and    version = $2
      and    state <> 'closed'
      returning id, version
    ), told as (
      insert into quality.review_history (review_id, version, event, at, by, note)
      select id, version, $3, $4, $5, $6
      from   changed
    )
    select version
    from   changed
    """

  private static var sets: String {
    Review.changing.enumerated().map { "\($1.column) = $\($0 + 7)" }
      .joined(separator: ",\n         ")
  }

  let review: Review
  let step: ReviewStep

  var bindings: Bindings {
    [review.id, review.version, step.event, step.at, step.by, step.note] + review.stored
  }
  static func decode(_ row: inout RowReader) throws -> Int64 { try row.next() }
}
