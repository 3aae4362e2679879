public import Billing
import Contracts
import FoundationEssentials

/// What a job brings its worker: the earning for one that was completed, a fine for one that
/// failed, nothing for one that was called off.
struct EarningRule: Sendable {
  let fine: Money
  /// Where an event does not say what was promised.
  let earningPercent: Int

  /// The line of an order that has ended; nil: it brings nothing, and costs nothing.
  func line(of event: OrderFinished, at now: Date) -> BillingLine? {
    let order = event.facts
    let earning = order.earning ?? order.price.percent(earningPercent)
    let (kind, amount): (WorkerLineKind, Money)
    switch event.outcome {
    case .completed: (kind, amount) = (.earning, earning)
    case .failed: (kind, amount) = (.fine, .zero - fine)
    case .cancelled: return nil
    }
    guard amount != .zero else { return nil }
    return BillingLine(
      id: order.orderID, party: order.workerID, kind: kind.rawValue, amount: amount,
      occurredAt: event.endedAt, recordedAt: now,
      order: BilledOrder(
        id: order.orderID, serviceTypeName: order.serviceTypeName, outcome: event.outcome,
        reason: event.reason, price: order.price, earning: earning),
      by: Author(role: "orders"))
  }
}

/// What a worker's line is for.
enum WorkerLineKind: String, CaseIterable, Sendable {
  case earning, fine, bonus
  case earningReversed = "earning_reversed"
  case fineReversed = "fine_reversed"
  case bonusReversed = "bonus_reversed"

  /// Of the line that takes one back.
  var reversed: WorkerLineKind {
    switch self {
    case .earning: .earningReversed
    case .fine: .fineReversed
    case .bonus: .bonusReversed
    case .earningReversed: .earning
    case .fineReversed: .fine
    case .bonusReversed: .bonus
    }
  }
}

extension WorkerBillingModule {
  /// What is payable is on its way while a try is under way, and gone once Gold Hat has paid it.
  public static let money = MoneyPostings(leaving: [
    Remittance(
      kind: Payouts.name, owed: "payable", transit: "in_transit", provider: GoldHat.name)
  ])
}

/// What a worker's line is booked as: see the README for the accounts.
enum WorkerPostings {
  static func of(_ line: BillingLine) -> [Posting] {
    let (debit, credit): (String, String)
    switch WorkerLineKind(rawValue: line.kind) {
    case .earning: (debit, credit) = ("wages", "earned")
    case .earningReversed: (debit, credit) = ("earned", "wages")
    case .fine: (debit, credit) = ("earned", "fines")
    case .fineReversed: (debit, credit) = ("fines", "earned")
    case .bonus: (debit, credit) = ("bonuses", "earned")
    case .bonusReversed: (debit, credit) = ("earned", "bonuses")
    case nil: return []
    }
    return [Posting(line.kind, debit: debit, credit: credit, line.amount.magnitude)]
  }
}
