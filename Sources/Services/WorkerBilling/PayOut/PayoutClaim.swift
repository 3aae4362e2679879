import Billing
import Contracts
import FoundationEssentials
import ServiceKit

/// What one replica has taken: a try to be looked up, or an invoice to be paid.
enum PayoutClaim: ErrandClaim {
  case look(MoneyTry)
  /// - Parameter n: which try it would be.
  case pay(UUID, n: Int32, leaseEnd: Date)

  var invoice: UUID {
    switch self {
    case .look(let attempt): attempt.subject
    case .pay(let invoice, _, _): invoice
    }
  }

  /// The try that it is about, whether that is made or not.
  var key: ExactText {
    switch self {
    case .look(let attempt): attempt.id
    case .pay(let invoice, let n, _): MoneyTry.key(invoice, n)
    }
  }

  /// Whether it was to be paid.
  var isPayment: Bool {
    switch self {
    case .look: false
    case .pay: true
    }
  }

  var id: UUID { invoice }

  var tries: Int {
    switch self {
    case .look(let attempt): Int(attempt.looks)
    case .pay(_, let n, _): Int(n)
    }
  }
}

/// What was found out about the tries for an invoice.
struct PayoutNews: Sendable {
  /// What the provider says, of whichever of them.
  let states: [MoneyState]
  let source: TrySource
  /// What it means where the provider says nothing of the try that was asked about; nil: nothing
  /// was asked about it.
  let absence: TryLife.Finding?
  /// In how many seconds the provider wants to be asked again.
  let retryAfter: TimeInterval?

  init(_ states: [MoneyState], _ source: TrySource, absence: TryLife.Finding? = nil) {
    self.states = states
    self.source = source
    self.absence = absence
    retryAfter = nil
  }

  /// No answer, or one that says nothing.
  init(silence: ErrandFailure) {
    states = []
    source = .answer
    absence = .silence
    retryAfter = silence.retryAfter
  }
}
