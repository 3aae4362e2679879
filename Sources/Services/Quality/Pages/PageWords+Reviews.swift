import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

// Reviews and their orders in words.
extension PageWords {
  /// How the order ended.
  func outcome(of order: KnownOrder) -> StatusMark {
    switch order.outcome {
    case .completed: StatusMark(.done, text("outcome_completed"))
    case .cancelled: StatusMark(.cancelled, text("outcome_cancelled"))
    case .failed: StatusMark(.failed, text("outcome_failed"))
    case nil: StatusMark(.underWay, text("outcome_none"))
    }
  }

  /// Why it ended so; one that is not known here in its own name.
  func reason(_ reason: String) -> String { texts.find("reason_\(reason)") ?? reason }

  func origin(_ origin: ReviewOrigin) -> String { text("origin_\(origin.rawValue)") }

  func state(_ review: Review) -> StatusMark {
    switch review.state {
    case .open: StatusMark(.waiting, text("state_open"))
    case .taken: StatusMark(.underWay, text("state_taken"))
    case .closed: StatusMark(.done, text("state_closed"))
    }
  }

  /// That it should be done by now; nil: it need not.
  func lateness(_ review: Review, at now: Date) -> StatusMark? {
    review.isOverdue(at: now) ? StatusMark(.late, text("overdue")) : nil
  }

  /// By when it is due, who has it, or who is done with it.
  func lead(_ review: Review) -> String {
    if let closedAt = review.closedAt, let closedBy = review.closedBy {
      return text("closed_lead", ["time": time(closedAt), "manager": manager(closedBy)])
    }
    let due = text("due_lead", ["time": time(review.dueAt)])
    guard let assignee = review.assignee else { return due }
    return due + " · " + text("held_lead", ["manager": manager(assignee)])
  }

  /// Who did something about an order.
  func actor(_ actor: OrderActor, _ order: KnownOrder) -> String {
    let role = text("by_\(actor.role)")
    switch ExactText(actor.role) {
    case "client": return order.clientName
    case "worker": return order.workerName
    case "manager": return actor.id.flatMap(knownManager) ?? role
    default: return role
    }
  }

  func facts(_ told: [(String, String?)]) -> [ReviewFact] {
    told.compactMap { name, value in
      value.map { ReviewFact(label: text("fact_\(name)"), value: $0) }
    }
  }

  /// What a page about one review is about.
  func about(_ order: KnownOrder) -> [ReviewFact] {
    facts([
      ("service", order.serviceTypeName), ("scheduled", time(order.scheduledAt)),
      ("client", order.clientName), ("worker", order.workerName),
    ])
  }
}
