import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

// What orders tell: each event is kept whether or not those before it were heard of, since each
// repeats everything.
extension QualityModule {
  func take(_ event: Event<OrderAccepted>, in transaction: Transaction) {
    let facts = event.payload.facts
    transaction.enqueue(
      KeepOrder(facts: facts, startedAt: nil, end: nil, version: event.version))
    transaction.note(.accepted, at: facts.acceptedAt, of: facts.orderID)
  }

  func take(_ event: Event<OrderStarted>, in transaction: Transaction) {
    let (facts, told) = (event.payload.facts, event.payload.told)
    transaction.enqueue(
      KeepOrder(facts: facts, startedAt: told.startedAt, end: nil, version: event.version))
    transaction.note(
      .started, at: told.startedAt, of: facts.orderID, .init(checkInPhoto: told.checkInPhoto))
  }

  func take(_ event: Event<OrderOverdue>, in transaction: Transaction) {
    let (facts, told) = (event.payload.facts, event.payload.told)
    transaction.enqueue(
      KeepOrder(facts: facts, startedAt: told.startedAt, end: nil, version: event.version))
    transaction.note(.overdue, at: told.overdueAt, of: facts.orderID, .init(failsAt: told.failsAt))
  }

  /// what was cancelled or has failed is looked at, once.
  func take(_ event: Event<OrderFinished>, in transaction: Transaction) {
    let (facts, told) = (event.payload.facts, event.payload.told)
    transaction.enqueue(
      KeepOrder(facts: facts, startedAt: told.startedAt, end: told, version: event.version))
    transaction.note(.ended, at: told.endedAt, of: facts.orderID, .init(told))
    guard told.outcome != .completed else { return }
    transaction.enqueue(
      InsertReview(
        review: .opened(
          of: facts.orderID, .automatic, endedAt: told.endedAt, at: clock.now())))
  }
}

// What packing tells, which may be heard of before the order.
extension QualityModule {
  func take(_ event: Event<PackageReady>, in transaction: Transaction) {
    let told = event.payload.told
    transaction.note(.ready, at: told.readyAt, of: event.subject, .init(clerk: told.clerkID))
  }

  func take(_ event: Event<PackageIssued>, in transaction: Transaction) {
    let told = event.payload.told
    transaction.note(.issued, at: told.issuedAt, of: event.subject, .init(clerk: told.clerkID))
  }

  func take(_ event: Event<PackageTakenBack>, in transaction: Transaction) {
    let told = event.payload.told
    transaction.note(
      .takenBack, at: told.takenBackAt, of: event.subject,
      .init(clerk: told.clerkID, step: told.step ?? .issued))
  }
}

extension Transaction {
  fileprivate func note(
    _ kind: TimelineEntry.Kind, at instant: Date, of order: UUID,
    _ told: TimelineEntry.Told = .init()
  ) {
    enqueue(
      NoteOnTimeline(order: order, entry: TimelineEntry(at: instant, kind: kind, told: told)))
  }
}

extension TimelineEntry.Told {
  fileprivate init(clerk: ExactText, step: PackageTakenBack.Step? = nil) {
    self.init(by: OrderActor(role: "clerk", id: clerk), step: step)
  }

  fileprivate init(_ end: OrderFinished.Told) {
    self.init(
      by: end.endedBy, checkInPhoto: end.checkInPhoto, reportPhoto: end.reportPhoto,
      outcome: end.outcome, reason: end.reason, note: end.note)
  }
}
