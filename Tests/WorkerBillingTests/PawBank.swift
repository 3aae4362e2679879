import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import Synchronization

/// A provider of payouts as a test wants it: it pays each key once, and what it pays stands in its own
/// list.
final class PawBank: PayoutAdapter {
  static let name = "gold_hat"
  let keyLife = Duration.seconds(86_400)
  let secret = WebhookSecret.random()

  /// What becomes of an order.
  enum Fate: Sendable, Hashable {
    case pays
    case declines(ExactText, isFinal: Bool)
    case pends
    /// It is taken and paid, and the answer is lost.
    case losesAnswer
    /// It never arrives.
    case losesOrder
    case paysAnotherAmount
    case paysTwice
  }

  private struct State {
    var fates: [Fate] = []
    var payments: [MoneyState] = []
    /// Each state that a payment ever had, in order.
    var changes: [MoneyState] = []
    var orders: [ExactText] = []
    var isDeaf = false
    /// After how many pages of its list it falls silent.
    var pagesTold = Int.max
  }

  private let state = Mutex(State())
  private let clock: Clock

  init(_ fates: [Fate] = [], clock: Clock) {
    self.clock = clock
    state.withLock { $0.fates = fates }
  }

  /// What becomes of an order after those that are settled already; then all are paid.
  func add(_ fate: Fate) { state.withLock { $0.fates.append(fate) } }

  /// Answers no look.
  var isDeaf: Bool {
    get { state.withLock { $0.isDeaf } }
    set { state.withLock { $0.isDeaf = newValue } }
  }

  /// After how many more pages of its list it answers no more.
  var pagesTold: Int {
    get { state.withLock { $0.pagesTold } }
    set { state.withLock { $0.pagesTold = newValue } }
  }

  /// It knows nothing any more of what it has paid.
  func forgetAll() {
    state.withLock { state in
      state.payments = []
      state.changes = []
    }
  }

  /// The keys that were ordered, in order, as often as they were.
  var orders: [ExactText] { state.withLock { $0.orders } }
  /// Its own list.
  var payments: [MoneyState] { state.withLock { $0.payments } }

  /// How often each reference was paid, without what came back.
  var paid: [ExactText: Int] {
    payments.reduce(into: [:]) { if $1.standing == .paid { $0[$1.reference, default: 0] += 1 } }
  }

  /// Something becomes of what it has.
  func move(_ key: ExactText, to standing: MoneyStanding) {
    let now = clock.now()
    state.withLock { state in
      for (index, known) in state.payments.enumerated() where known.key == key {
        state.payments[index] = MoneyState(
          key: key, reference: known.reference, providerReference: known.providerReference,
          amount: known.amount, standing: standing, at: now)
        state.changes.append(state.payments[index])
      }
    }
  }

  /// An order that was lost has arrived after all, and was paid.
  func arrive(_ key: ExactText, of reference: ExactText, _ amount: Money) {
    let made = MoneyState(
      key: key, reference: reference, providerReference: "p-late", amount: amount,
      standing: .paid, at: clock.now())
    state.withLock { state in
      state.payments.append(made)
      state.changes.append(made)
    }
  }

  /// A message that something has become of a reference.
  func notice(_ reference: String, id: String = "n-1") -> (headers: [String: String], body: [UInt8])
  {
    let body = Array(#"{"data": {"reference": "\#(reference)"}}"#.utf8)
    let webhook = Webhook(id: id, at: clock.now(), body: body)
    let headers = webhook.headers(signedWith: [secret]).map { ($0.name, $0.value) }
    return (Dictionary(uniqueKeysWithValues: headers), body)
  }

  func payOut(_ order: MoneyOrder) async -> Answered<MoneyState> {
    let now = clock.now()
    return state.withLock { state in
      state.orders.append(order.key)
      if let known = state.payments.first(where: { $0.key == order.key }) { return .answer(known) }
      let fate = state.fates.isEmpty ? .pays : state.fates.removeFirst()
      if fate == .losesOrder { return .unknown(ErrandFailure("the line is cut")) }
      let made = MoneyState(
        key: order.key, reference: order.reference,
        providerReference: "p-\(state.payments.count + 1)",
        amount: fate == .paysAnotherAmount ? order.amount + order.amount : order.amount,
        standing: fate.standing, at: now)
      var all = [made]
      if fate == .paysTwice {
        all.append(
          MoneyState(
            key: made.key, reference: made.reference, providerReference: "p-again",
            amount: made.amount, standing: made.standing, at: now))
      }
      state.payments += all
      state.changes += all
      return fate == .losesAnswer ? .unknown(ErrandFailure("the answer is lost")) : .answer(made)
    }
  }

  func look(up reference: ExactText) async -> Answered<[MoneyState]> {
    state.withLock { state in
      state.isDeaf
        ? .unknown(ErrandFailure("it is closed"))
        : .answer(state.payments.filter { $0.reference == reference })
    }
  }

  func changes(since cursor: ExactText?) async -> Answered<MoneyPage> {
    state.withLock { state in
      guard state.pagesTold > 0 else { return .unknown(ErrandFailure("it is closed")) }
      state.pagesTold -= 1
      let start = cursor.flatMap { Int($0.text) } ?? 0
      let end = min(start + 2, state.changes.count)
      let page = start < end ? Array(state.changes[start..<end]) : []
      return .answer(
        MoneyPage(page, cursor: "\(max(start, end))", hasMore: end < state.changes.count))
    }
  }

  func notice(_ headers: HTTPFields, _ body: [UInt8], at now: Date) throws(Problem) -> Notice {
    let webhook = try Webhook(headers: headers, body: body, secrets: [secret], at: now)
    let reference = (try? JSONValue(parsing: body))?["data"]?["reference"]?.string ?? ""
    return Notice(webhook, of: [ExactText(reference)])
  }
}

extension PawBank.Fate {
  fileprivate var standing: MoneyStanding {
    switch self {
    case .declines(let code, let isFinal): .declined(code: code, isFinal: isFinal)
    case .pends: .pending
    case .pays, .losesAnswer, .losesOrder, .paysAnotherAmount, .paysTwice: .paid
    }
  }
}
