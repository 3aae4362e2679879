import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import ServiceKit
import ServiceLifecycle
import Synchronization

/// What each provider of payments does: takes orders, each key once, pays or declines them, has some
/// come back, and tells of each change by a signed notice; as slowly, as unreliably and as often as it
/// is told to.
final class PaymentDesk<Code: DeclineCode>: Service {
  let terms: PaymentTerms
  /// By which it knows who asks.
  private let key: ExactText
  private let courier: Courier
  /// Where it tells of changes; nil: nowhere.
  private let noticesURL: String?
  private let shelf: PaymentShelf?
  private let logger: Logger
  private let state: Mutex<State>
  private let taken = AsyncStream.makeStream(of: TakenPayment.self)

  private struct TakenPayment {
    let payment: Payment
    let fate: PaymentFate
    /// Whether it has been told that it was taken.
    let isTold: Bool
  }

  private struct State {
    var behaviour: PaymentBehaviour<Code>
    var book: PaymentBook
    var batch: NoticeBatch
    var bag = NoticeBag()
    /// Answers that wait.
    var held: [AsyncStream<Void>.Continuation] = []
  }

  /// - Parameter door: how it and whoever asks it know each other.
  /// - Throws: what reading its shelf throws.
  init(
    _ terms: PaymentTerms, _ door: PaymentDoor, behaviour: PaymentBehaviour<Code>, logger: Logger
  ) throws {
    let book = try door.shelf?.book() ?? PaymentBook(mark: terms.mark)
    self.terms = terms
    key = door.key
    courier = Courier(secret: door.secret, logger: logger)
    noticesURL = door.noticesURL
    shelf = door.shelf
    self.logger = logger
    state = Mutex(
      State(
        behaviour: behaviour, book: book, batch: NoticeBatch(isBatching: terms.isBatching)))
    for payment in book.payments where payment.status == .pending {
      taken.continuation.yield(
        TakenPayment(payment: payment, fate: behaviour.fate(), isTold: true))
    }
  }

  var behaviour: PaymentBehaviour<Code> { state.withLock { $0.behaviour } }

  /// Everything that it was asked for so far, in that order.
  var payments: [Payment] { state.withLock { $0.book.payments } }

  func behave(_ behaviour: PaymentBehaviour<Code>) {
    let released = state.withLock { state in
      state.behaviour = behaviour
      defer { if !behaviour.hold { state.held = [] } }
      return behaviour.hold ? [] : state.held
    }
    for answer in released { answer.finish() }
  }

  /// - Throws: a 401 problem for whoever has not its key.
  func recognise(_ request: Request) throws {
    guard request.headers[.authorization].map({ ExactText($0) }) == "Bearer \(key)" else {
      throw Problem.unauthorized("\(terms.name) does not know this key.", error: .invalidToken)
    }
  }

  func extract(of reference: ExactText?, since change: Int) -> PaymentBook.Extract {
    state.withLock { $0.book.extract(of: reference, since: change) }
  }

  // MARK: orders

  /// What it answers to an order.
  func order(_ wish: PaymentWish, under key: ExactText) async throws -> Response {
    try await answer { behaviour in
      let (payments, isNew) = try take(wish, under: key, behaviour)
      if isNew {
        let isTold = behaviour.notice == .beforeAnswer
        for (payment, fate) in payments {
          if isTold { try await tell(of: payment, tries: 1) }
          taken.continuation.yield(TakenPayment(payment: payment, fate: fate, isTold: isTold))
        }
      }
      return json(PaymentView(payment: payments[0].0), status: isNew ? .created : .ok)
    }
  }

  /// Takes what is paid by hand, at once and for good, however it behaves.
  func takeUnasked(_ wish: PaymentWish) -> Payment {
    let payment = state.withLock {
      $0.book.take(wish, under: ExactText(UUID().wire), as: .paid, at: Date())
    }
    taken.continuation.yield(TakenPayment(payment: payment, fate: .paid, isTold: false))
    return payment
  }

  /// An answer as it comes through: some are none, late, or lost after all is done.
  func answer(
    _ done: (PaymentBehaviour<Code>) async throws -> Response
  ) async throws -> Response {
    let behaviour = behaviour
    if happens(at: behaviour.failureRate) { return BadLine.busy }
    let answer = try await done(behaviour)
    await untilDue(behaviour)
    return happens(at: behaviour.lostAnswerRate) ? BadLine.lost : answer
  }

  private func take(
    _ wish: PaymentWish, under key: ExactText, _ behaviour: PaymentBehaviour<Code>
  ) throws -> ([(Payment, PaymentFate)], isNew: Bool) {
    try state.withLock { state in
      if let known = try state.book.repeated(wish, under: key) {
        return ([(known, behaviour.fate())], false)
      }
      if terms.paysOncePerReference, state.book.isUnderWay(wish.reference) {
        throw Problem.conflict("paid-once", "This is paid, or under way, under another key.")
      }
      let made = (0..<(happens(at: behaviour.payTwiceRate) ? 2 : 1)).map { _ in
        let isInVain = wish.kind == .payment && !state.book.isRefundable(wish)
        let fate = isInVain ? .notRefundable : behaviour.fate()
        return (state.book.take(wish, under: key, as: fate.start, at: Date()), fate)
      }
      return (made, true)
    }
  }

  /// A stop of the server breaks the waiting off.
  private func untilDue(_ behaviour: PaymentBehaviour<Code>) async {
    await cancelWhenGracefulShutdown {
      try? await Task.sleep(for: .seconds(behaviour.delaySeconds))
      let (released, answer) = AsyncStream.makeStream(of: Void.self)
      let isHeld = self.state.withLock { state in
        if state.behaviour.hold { state.held.append(answer) }
        return state.behaviour.hold
      }
      if isHeld { for await _ in released {} }
    }
  }

  // MARK: what becomes of payments

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await withDiscardingTaskGroup { group in
        for await taken in self.taken.stream { group.addTask { await self.follow(taken) } }
        group.cancelAll()
      }
    }
    try shelf?.put(state.withLock { $0.book })
  }

  private func follow(_ taken: TakenPayment) async {
    let (payment, fate) = (taken.payment, taken.fate)
    do {
      if !taken.isTold { try await tell(of: payment) }
      if payment.status == .pending {
        try await move(payment, to: fate.end, after: fate.pendingSeconds)
      }
      if let seconds = fate.backAfterSeconds {
        try await move(payment, to: .returned(code: Code.back), after: seconds)
      }
    } catch {
      logger.debug("a payment stays as it is", metadata: ["error": "\(error)"])
    }
  }

  private func move(
    _ payment: Payment, to status: PaymentStatus, after seconds: Double
  ) async throws {
    try await Task.sleep(for: .seconds(seconds))
    try await tell(
      of: state.withLock { $0.book.move(payment.number, to: status, at: Date()) })
  }

  /// - Parameter tries: how often to call at most.
  private func tell(of payment: Payment, tries: Int = 10) async throws {
    guard let noticesURL else { return }
    var changes = state.withLock { $0.batch.leaving(payment) }
    while let told = changes {
      let notice = NoticeBag.Notice(id: Courier.newID(), body: terms.notice(of: told))
      let leaving = state.withLock { $0.bag.leaving(notice, $0.behaviour.notice) }
      for notice in leaving {
        _ = try await courier.tell(notice.body, at: noticesURL, as: notice.id, tries: tries)
      }
      changes = state.withLock { $0.batch.next() }
    }
  }
}
