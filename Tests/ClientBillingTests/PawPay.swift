import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import Synchronization

/// What a test wants of a provider by which clients pay: it pays each key once, and what it pays stands
/// in its own list.
final class PawPayDesk: Sendable {
  /// What becomes of an order.
  enum Fate: Sendable, Hashable {
    case pays
    case declines(ExactText, isFinal: Bool)
    case pends
    /// It is taken and paid, and the answer is lost.
    case losesAnswer
    /// It never arrives.
    case losesOrder
    case paysHalf
    case paysTwice
  }

  typealias Rule = @Sendable (_ order: MoneyOrder, _ isRefund: Bool) -> Fate

  private struct State {
    var fates: [Fate] = []
    var rule: Rule = { _, _ in .pays }
    var payments: [MoneyState] = []
    var orders: [ExactText] = []
    /// Of payments that are given back.
    var refunds: Set<ExactText> = []
    var looks = 0
    var isDeaf = false
    var isShut = false
    var sessions: [ExactText: EnrolmentState] = [:]
  }

  let secret = WebhookSecret.random()
  private let state = Mutex(State())
  private let clock: Clock
  private let name: String

  init(_ name: String, clock: Clock) {
    self.name = name
    self.clock = clock
  }

  /// What becomes of an order after those that are settled already; then all are paid.
  func add(_ fates: Fate...) { state.withLock { $0.fates += fates } }

  /// What becomes of orders from now on that are not settled already.
  func judge(_ rule: @escaping Rule) { state.withLock { $0.rule = rule } }

  /// Answers no look.
  var isDeaf: Bool {
    get { state.withLock { $0.isDeaf } }
    set { state.withLock { $0.isDeaf = newValue } }
  }

  /// Answers neither orders nor looks, and takes nothing.
  var isShut: Bool {
    get { state.withLock { $0.isShut } }
    set { state.withLock { $0.isShut = newValue } }
  }

  /// The keys that were ordered, in order, as often as they were.
  var orders: [ExactText] { state.withLock { $0.orders } }
  var payments: [MoneyState] { state.withLock { $0.payments } }
  var looks: Int { state.withLock { $0.looks } }

  /// What it has got and not given back, by reference.
  var got: [ExactText: Money] {
    let refunds = state.withLock { $0.refunds }
    return payments.reduce(into: [:]) {
      guard $1.standing == .paid else { return }
      $0[$1.reference, default: .zero] += refunds.contains($1.key) ? .zero - $1.amount : $1.amount
    }
  }

  /// Something becomes of what it has.
  ///
  /// - Parameter amount: another one than before.
  func move(_ key: ExactText, to standing: MoneyStanding, amount: Money? = nil) {
    let now = clock.now()
    state.withLock { state in
      for (index, known) in state.payments.enumerated() where known.key == key {
        state.payments[index] = MoneyState(
          key: key, reference: known.reference, providerReference: known.providerReference,
          amount: amount ?? known.amount, standing: standing, at: now,
          givingBack: known.givesBack)
      }
    }
  }

  /// It has a payment of which our database knows nothing, as one that was restored.
  func know(
    _ key: ExactText, of reference: UUID, _ amount: Money, named id: String = "before",
    givingBack payment: ExactText? = nil
  ) {
    let now = clock.now()
    state.withLock { state in
      state.payments.append(
        MoneyState(
          key: key, reference: ExactText(reference.wire), providerReference: "\(name)-\(id)",
          amount: amount, standing: .paid, at: now, givingBack: payment))
    }
  }

  /// One payment goes back, of several under a key.
  func giveBack(_ providerReference: ExactText) {
    let now = clock.now()
    state.withLock { state in
      for (index, known) in state.payments.enumerated()
      where known.providerReference == providerReference {
        state.payments[index] = MoneyState(
          key: known.key, reference: known.reference, providerReference: providerReference,
          amount: known.amount, standing: .back(cause: "returned"), at: now,
          givingBack: known.givesBack)
      }
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

  /// What a client decides on its page.
  func decide(_ session: ExactText, _ decision: EnrolmentState) {
    state.withLock { $0.sessions[session] = decision }
  }

  func collect(_ order: MoneyOrder) -> Answered<MoneyState> { take(order) }

  /// - Parameter payment: which one is given back; nil: none.
  private func take(
    _ order: MoneyOrder, givingBack payment: ExactText? = nil
  ) -> Answered<MoneyState> {
    let now = clock.now()
    return state.withLock { state in
      state.orders.append(order.key)
      if state.isShut { return .unknown(ErrandFailure("answered 503")) }
      if let known = state.payments.first(where: { $0.key == order.key }) { return .answer(known) }
      let fate =
        state.fates.isEmpty ? state.rule(order, payment != nil) : state.fates.removeFirst()
      if fate == .losesOrder { return .unknown(ErrandFailure("the line is cut")) }
      let half = Money(hundredths: max(order.amount.hundredths / 2, 1))
      func made(_ reference: String) -> MoneyState {
        MoneyState(
          key: order.key, reference: order.reference, providerReference: ExactText(reference),
          amount: fate == .paysHalf ? half : order.amount, standing: fate.standing, at: now,
          givingBack: payment)
      }
      let first = made("\(name)-\(state.payments.count + 1)")
      state.payments.append(first)
      if fate == .paysTwice {
        let others = state.payments.count { $0.providerReference.text.hasPrefix("\(name)-again") }
        state.payments.append(made("\(name)-again" + (others == 0 ? "" : "-\(others)")))
      }
      return fate == .losesAnswer ? .unknown(ErrandFailure("the answer is lost")) : .answer(first)
    }
  }

  /// Gives back, as it collects.
  func refund(_ order: MoneyOrder) -> Answered<MoneyState> {
    state.withLock { _ = $0.refunds.insert(order.key) }
    return take(order, givingBack: order.destination.unmasked)
  }

  func look(up reference: ExactText) -> Answered<[MoneyState]> {
    state.withLock { state in
      state.looks += 1
      return state.isDeaf || state.isShut
        ? .unknown(ErrandFailure("it is closed"))
        : .answer(state.payments.filter { $0.reference == reference })
    }
  }

  func enrol(_ enrolment: Enrolment) -> Answered<EnrolmentSession> {
    let session = ExactText("s-\(enrolment.key.text)")
    state.withLock { $0.sessions[session] = $0.sessions[session] ?? .waiting }
    let made = EnrolmentSession(
      session, at: "https://\(name).example/\(session.text)", of: "https://\(name).example")
    return made.map { .answer($0) } ?? .unknown(ErrandFailure("no session"))
  }

  func enrolled(_ session: ExactText) -> Answered<EnrolmentState> {
    state.withLock { state in
      state.isDeaf
        ? .unknown(ErrandFailure("it is closed")) : .answer(state.sessions[session] ?? .refused)
    }
  }
}

extension PawPayDesk.Fate {
  fileprivate var standing: MoneyStanding {
    switch self {
    case .declines(let code, let isFinal): .declined(code: code, isFinal: isFinal)
    case .pends: .pending
    case .pays, .losesAnswer, .losesOrder, .paysHalf, .paysTwice: .paid
    }
  }
}

/// One of them.
protocol PawPaying: PaymentAdapter {
  var desk: PawPayDesk { get }
}

struct PawCard: PawPaying {
  static let name = "card"
  let keyLife = Duration.seconds(86_400)
  let desk: PawPayDesk
}

struct PawDebit: PawPaying {
  static let name = "direct_debit"
  let keyLife = Duration.seconds(30 * 86_400)
  let desk: PawPayDesk
}

/// A third one, of which nothing but tests knows.
struct PawPost: PawPaying {
  static let name = "paw_post"
  let keyLife = Duration.seconds(3_600)
  let desk: PawPayDesk
}

extension PawPaying {
  var pageOrigin: String { "https://\(Self.name).example" }
  func enrol(_ enrolment: Enrolment) async -> Answered<EnrolmentSession> { desk.enrol(enrolment) }
  func enrolled(_ session: ExactText) async -> Answered<EnrolmentState> { desk.enrolled(session) }
  func collect(_ order: MoneyOrder) async -> Answered<MoneyState> { desk.collect(order) }
  func giveBack(_ order: MoneyOrder) async -> Answered<MoneyState> { desk.refund(order) }
  func look(up reference: ExactText) async -> Answered<[MoneyState]> { desk.look(up: reference) }
  func changes(since cursor: ExactText?) async -> Answered<MoneyPage> {
    .answer(MoneyPage(desk.payments, cursor: "end", hasMore: false))
  }
  func notice(_ headers: HTTPFields, _ body: [UInt8], at now: Date) throws(Problem) -> Notice {
    let webhook = try Webhook(headers: headers, body: body, secrets: [desk.secret], at: now)
    let reference = (try? JSONValue(parsing: body))?["data"]?["reference"]?.string ?? ""
    return Notice(webhook, of: [ExactText(reference)])
  }
}
