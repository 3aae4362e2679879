import FoundationEssentials
import Postgres
import ServiceKit

extension Transaction {
  /// A review, locked until the transaction ends, and its order.
  ///
  /// - Throws: 404 where there is none.
  func lockReview(_ id: UUID) async throws -> (review: Review, order: KnownOrder) {
    let (reviews, orders) = try await execute(LockRow<Review>(id: id), FindOrderOf(review: id))
    guard let review = reviews.first, let order = orders.first else { throw Problem.notFound }
    return (review, order)
  }

  /// Writes down what has become of a review: its next version, with a row of its history. This is
  /// the only way in which a review changes.
  ///
  /// - Returns: the review with its new version.
  /// - Throws: 409 where somebody was faster, which only happens without the lock.
  func record(_ review: Review, _ step: ReviewStep) async throws -> Review {
    guard let version = try await one(RecordReview(review: review, step: step)) else {
      throw Problem.wrongState(review.state)
    }
    var recorded = review
    recorded.version = version
    return recorded
  }
}

/// The order that a review is of, which never changes.
struct FindOrderOf: Statement {
  static let sql = """
    select \(KnownOrder.columns)
    from   quality.review      r
    join   quality.known_order o on o.order_id = r.order_id
    where  r.id = $1
    """

  let review: UUID
  var bindings: Bindings { [review] }
  static func decode(_ row: inout RowReader) throws -> KnownOrder { try KnownOrder(row: &row) }
}
