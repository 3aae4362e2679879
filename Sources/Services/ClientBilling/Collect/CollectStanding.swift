import Billing
import Contracts
import FoundationEssentials

/// How it stands with what a client owes, and when that is tried next.
struct CollectStanding {
  let state: InvoiceStatus
  let next: Settle.Next
  /// When a fresh week begins; nil: it goes on with the one that there is.
  let ladderFrom: Date?
  /// Whether the try that has failed is the first or the last of a week's, of which the client is told.
  let isTold: Bool

  private init(
    _ state: InvoiceStatus, _ next: Settle.Next = .never, ladderFrom: Date? = nil,
    isTold: Bool = false
  ) {
    self.state = state
    self.next = next
    self.ladderFrom = ladderFrom
    self.isTold = isTold
  }

  /// - Parameters:
  ///   - last: the try that has turned last.
  ///   - method: which it is collected by now; nil: there is none.
  ///   - place: where the ladder is.
  init(
    after outcome: TryOutcome, last: MoneyTry?, by method: PaymentMethod?, _ ladder: RetryLadder,
    at place: RetryLadder.Place?, _ pace: RetryPace, zone: String, at now: Date
  ) {
    if outcome.left == .zero {
      self.init(.paid)
    } else if outcome.isUnderWay {
      self.init(.underWay)
    } else if method == nil {
      self.init(.noMethod, isTold: true)
    } else if outcome.hasReturned {
      // What has just come back would come back again: a fresh week, from tomorrow on.
      self.init(.waiting, .later(since: now, pace, zone: zone), ladderFrom: now)
    } else if let since = method?.defaultAt, let last, since > last.madeAt {
      // There is another one by now, for a fresh week.
      self.init(.waiting, .now, ladderFrom: now, isTold: place?.isFirst == true)
    } else if let place, let time = ladder.next(from: place) {
      self.init(.waiting, .at(time), isTold: place.isFirst)
    } else {
      self.init(.overdue, isTold: true)
    }
  }

  /// Writes it down.
  func settle(_ invoice: UUID, left: Money, at now: Date) -> Settle {
    Settle(
      invoice, left == .zero ? .paid : state, left: left, next: left == .zero ? .never : next,
      ladderFrom: ladderFrom, at: now)
  }
}
