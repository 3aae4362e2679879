import Contracts
import FoundationEssentials
import Metrics
import Postgres
import ServiceKit

/// Which manager does something with which review.
struct ReviewAct: Sendable {
  let review: UUID
  /// The subject of the manager's token.
  let manager: ExactText
  /// What `If-Match` asked for.
  var precondition = Precondition.none
  let now: Date
}

// What managers do with a review, by REST and by pages. Each throws problems, before anything is
// written.
extension QualityModule {
  /// Takes a review into the manager's hand.
  func take(_ act: ReviewAct, in transaction: Transaction) async throws -> ReviewRecord {
    let manager = try await transaction.actingManager(act.manager, at: act.now)
    let (review, order) = try await transaction.lockReview(act.review)
    let taken = try review.taken(by: manager, of: order, most: configuration.inHand)
    try act.precondition.check(review.version)
    return try await transaction.record(taken, .taken, by: manager, of: order)
  }

  /// Takes what is to be looked at next: the orders that went wrong before the drawn and the named
  /// ones, of each kind what is due first, and nothing that the manager has ended.
  ///
  /// - Returns: nil where nothing waits, or others are just taking it.
  func takeNext(
    by subject: ExactText, at now: Date, in transaction: Transaction
  ) async throws -> ReviewRecord? {
    let manager = try await transaction.actingManager(subject, at: now)
    let most = configuration.inHand
    guard manager.inHand < most else { throw Problem.tooManyInHand(manager.inHand, most) }
    guard let review = try await transaction.one(LockNextReview(manager: manager)),
      let order = try await transaction.one(FindOrder(id: review.orderID))
    else { return nil }
    let taken = try review.taken(by: manager, of: order, most: most)
    return try await transaction.record(taken, .taken, by: manager, of: order)
  }

  /// Puts a review back for others; who does not have it in hand says why.
  func putBack(
    _ act: ReviewAct, reason: String?, in transaction: Transaction
  ) async throws -> ReviewRecord {
    let manager = try await transaction.actingManager(act.manager, at: act.now)
    let (review, order) = try await transaction.lockReview(act.review)
    let open = try review.putBack(by: manager, act.precondition, reason: reason)
    return try await transaction.record(open, .putBack, by: manager, of: order, note: reason)
  }

  /// Keeps what is filled in so far.
  func saveDraft(
    _ act: ReviewAct, _ change: RowChange<Review>, in transaction: Transaction
  ) async throws -> ReviewRecord {
    let manager = try await transaction.actingManager(act.manager, at: act.now)
    let (review, order) = try await transaction.lockReview(act.review)
    try review.check(isHeldBy: manager, act.precondition)
    var changed = change.applied(to: review)
    guard changed.version != review.version else {
      return ReviewRecord(review: review, order: order, managerName: manager.name)
    }
    changed.version = review.version
    return try await transaction.record(changed, .saved, by: manager, of: order)
  }

  /// Closes a review for good, and tells client and worker what there is to tell.
  ///
  /// - Parameter sent: what is filled in at the end; what it leaves out is as it was saved.
  func close(
    _ act: ReviewAct, _ sent: FilledIn, in transaction: Transaction
  ) async throws -> ReviewRecord {
    let manager = try await transaction.actingManager(act.manager, at: act.now)
    let (review, order) = try await transaction.lockReview(act.review)
    try review.check(isHeldBy: manager, act.precondition)
    let isOwnAct = try manager.ownAct(order)
    var filled = sent.change.applied(to: review)
    filled.version = review.version
    try filled.form.requireComplete(for: order, after: sent.mistakes)
    let closed = filled.closed(by: manager, isOwnAct: isOwnAct)
    let record = try await transaction.record(closed, .closed, by: manager, of: order)
    try transaction.publish(record, at: act.now)
    let origin = closed.origin.rawValue
    transaction.afterCommit { QualityMetrics.closed([("origin", origin)]).increment() }
    return record
  }

  /// Notes that the manager has called somebody.
  func noteCall(
    _ act: ReviewAct, _ call: CallForm, in transaction: Transaction
  ) async throws -> Call {
    let manager = try await transaction.actingManager(act.manager, at: act.now)
    let (review, _) = try await transaction.lockReview(act.review)
    try review.check(isHeldBy: manager, .none)
    let noted = Call(
      id: .v7(at: act.now), at: act.now, whom: call.whom, reached: call.reached, text: call.text,
      by: manager.id, byName: manager.name)
    transaction.enqueue(InsertCall(review: review.id, call: noted))
    return noted
  }
}

extension Transaction {
  /// Writes down what a manager has done with a review.
  fileprivate func record(
    _ review: Review, _ event: ReviewStep.Event, by manager: ActingManager, of order: KnownOrder,
    note: String? = nil
  ) async throws -> ReviewRecord {
    let step = ReviewStep(event: event, by: manager.id, note: note, at: manager.now)
    let recorded = try await record(review, step)
    return ReviewRecord(
      review: recorded, order: order, managerName: recorded.state == .open ? nil : manager.name)
  }
}
