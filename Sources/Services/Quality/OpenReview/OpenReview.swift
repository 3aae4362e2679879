import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

extension Review {
  /// what went wrong is looked at within three days, what was chosen within seven.
  static func due(_ origin: ReviewOrigin, endedAt: Date, openedAt: Date) -> Date {
    switch origin {
    case .automatic: endedAt.addingTimeInterval(3 * 86_400)
    case .draw, .named: openedAt.addingTimeInterval(7 * 86_400)
    }
  }

  static func opened(
    of order: UUID, _ origin: ReviewOrigin, endedAt: Date, draw: UUID? = nil,
    follows: UUID? = nil, by manager: UUID? = nil, at now: Date
  ) -> Review {
    Review(
      id: .v7(at: now), orderID: order, origin: origin, drawID: draw, follows: follows,
      dueAt: due(origin, endedAt: endedAt, openedAt: now), openedAt: now, openedBy: manager)
  }
}

/// An order that a manager wants to be looked at, and why.
struct NamedOrder: Sendable {
  let order: UUID
  let reason: String

  static let reasonLength = 1...500

  init(_ form: Form) {
    order = form.uuid("order_id")
    reason = form.text("reason", Self.reasonLength)
  }
}

extension QualityModule {
  /// Opens the review of an order that a manager names. It follows the last one that was closed, if
  /// there is one.
  ///
  /// - Throws: 400 for an order of which nothing is known; 409 `order-open`, `review-open`.
  func openNamed(
    _ named: NamedOrder, by subject: ExactText, at now: Date, in transaction: Transaction
  ) async throws -> ReviewRecord {
    let manager = try await transaction.actingManager(subject, at: now)
    // Nobody else opens a review until this is done, nor closes one of this order: what it follows is
    // the last one. Statement by statement: in one, what is read would be older than the locks.
    try await transaction.execute(QueueToChoose())
    try await transaction.execute(LockReviewsOf(order: named.order))
    let (orders, reviews) = try await transaction.execute(
      FindOrder(id: named.order), FindReviewsOf(order: named.order))
    guard let order = orders.first else {
      throw Problem.badInput([Mistake("/order_id", .noSuchOrder)])
    }
    guard let endedAt = order.endedAt else { throw Problem.orderOpen }
    let closed = reviews.last { $0.review.state == .closed }
    let review = Review.opened(
      of: order.id, .named, endedAt: endedAt, follows: closed?.review.id, by: manager.id, at: now)
    let insert = InsertReview(review: review, reason: named.reason)
    guard try await transaction.one(insert) != nil else {
      throw try await transaction.reviewOpen(of: order.id)
    }
    return ReviewRecord(review: review, order: order, managerName: nil)
  }
}

/// Lets nobody change the reviews of an order until the transaction ends.
struct LockReviewsOf: Statement {
  static let sql = """
    select id
    from   quality.review
    where  order_id = $1
    order  by id
    for    no key update
    """

  let order: UUID
  var bindings: Bindings { [order] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

extension Transaction {
  fileprivate func reviewOpen(of order: UUID) async throws -> Problem {
    let reviews = try await execute(FindReviewsOf(order: order))
    guard let open = reviews.first(where: { $0.review.state != .closed }) else {
      return .internalError(cause: "the review of \(order) was open and is not")
    }
    return .reviewOpen(open.review.id)
  }
}

extension MistakeReason {
  fileprivate static let noSuchOrder = Self(code: "no-such-order", "there is no such order")
}
