public import Contracts
public import FoundationEssentials
public import ServiceKit

/// What one replica has taken: a try to be looked up, or an invoice to be tried.
public enum TryClaim: ErrandClaim {
  case look(MoneyTry)
  /// - Parameter n: which try it would be.
  case pay(UUID, n: Int32, leaseEnd: Date)

  public var invoice: UUID {
    switch self {
    case .look(let attempt): attempt.subject
    case .pay(let invoice, _, _): invoice
    }
  }

  /// The try that it is about, whether that is made or not.
  public var key: ExactText {
    switch self {
    case .look(let attempt): attempt.id
    case .pay(let invoice, let n, _): MoneyTry.key(invoice, n)
    }
  }

  public var id: UUID { invoice }

  public var tries: Int {
    switch self {
    case .look(let attempt): Int(attempt.looks) + 1
    case .pay(_, let n, _): Int(n)
    }
  }
}

/// What was found out about the tries for an invoice.
public struct TryNews: Sendable {
  /// What providers say, of whichever of them, by the provider.
  private(set) var told: [String: [MoneyState]]
  let source: TrySource
  /// What it means where nothing is said of the try that was asked about; nil: nothing was asked about
  /// it.
  let absence: TryLife.Finding?
  /// In how many seconds the provider wants to be asked again.
  let retryAfter: TimeInterval?

  /// That nobody was asked, or has anything.
  static let nothing = TryNews([:], .look)

  init(_ told: [String: [MoneyState]], _ source: TrySource, absence: TryLife.Finding? = nil) {
    self.told = told
    self.source = source
    self.absence = absence
    retryAfter = nil
  }

  /// No answer, or one that says nothing.
  init(silence: ErrandFailure) {
    told = [:]
    source = .answer
    absence = .silence
    retryAfter = silence.retryAfter
  }

  var isNothing: Bool { told.isEmpty && absence == nil }

  mutating func add(_ states: [MoneyState], by adapter: String) {
    told[adapter, default: []] += states
  }

  /// Whether somebody has money, or may still get it, of a try that is not here, as after a restored
  /// backup: unless that is the next one anyway, another one would be one too many.
  func isAhead(of tries: [MoneyTry], next key: ExactText) -> Bool {
    let states = told.values.flatMap { $0 }
    guard !states.contains(where: { $0.key == key }) else { return false }
    let known = Set(tries.map(\.id))
    return states.contains {
      !known.contains($0.key) && ($0.standing == .paid || $0.standing == .pending)
    }
  }

  /// Whether another provider has the try that is to be made, or may still collect it.
  func isHeldElsewhere(_ key: ExactText, than adapter: String) -> Bool {
    told.contains { name, states in
      name.utf8.elementsEqual(adapter.utf8) == false
        && states.contains {
          $0.key == key && ($0.standing == .paid || $0.standing == .pending)
        }
    }
  }

  /// What is said of a try by whom it went through.
  func states(of attempt: MoneyTry) -> [MoneyState] {
    told[attempt.adapter, default: []].filter { $0.key == attempt.id }
  }
}
