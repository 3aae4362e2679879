import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

extension Transaction {
  /// Publishes that a review is closed, whose row this transaction has written: neither findings nor
  /// cause nor who has looked.
  func publish(_ record: ReviewRecord, at now: Date) throws {
    let (review, order) = (record.review, record.order)
    guard let outcome = order.outcome else { throw Problem.orderOpen }
    let closed = ReviewClosed(
      reviewID: review.id, orderID: order.id, origin: review.origin, clientID: order.clientID,
      clientFirstName: order.clientFirstName, workerID: order.workerID,
      workerName: order.workerName, serviceTypeName: order.serviceTypeName,
      scheduledAt: order.scheduledAt, outcome: outcome, textForClient: review.form.textForClient,
      textForWorker: review.form.textForWorker, closedAt: now, version: review.version)
    try append(closed, of: review.id, version: review.version, at: now)
  }
}
