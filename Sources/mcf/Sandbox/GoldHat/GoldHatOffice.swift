import Contracts
import FoundationEssentials
import Hummingbird
import Logging
import ServiceKit
import ServiceLifecycle
import Synchronization

/// Gold Hat, who pays workers: takes transfers, each key once within 24 hours, pays or declines them,
/// sends some back, and tells of each change by a signed notice; as slowly, as unreliably and as often
/// as it is told to.
final class GoldHatOffice: OutsideParty {
  /// By which it knows who pays.
  let key: ExactText
  private let courier: Courier
  /// Where it tells of changes; nil: nowhere.
  private let noticesURL: String?
  private let logger: Logger
  private let state: Mutex<State>
  private let taken = AsyncStream.makeStream(of: TakenTransfer.self)

  private struct TakenTransfer {
    let transfer: Transfer
    let fate: TransferFate
    /// Whether it has been told that it was taken.
    let isTold: Bool
  }

  private struct State {
    var behaviour: GoldHatBehaviour
    var book = TransferBook()
    var bag = NoticeBag()
    /// Answers that wait.
    var held: [AsyncStream<Void>.Continuation] = []
  }

  /// - Parameter secret: what its notices are signed with.
  init(
    key: ExactText, secret: WebhookSecret, noticesURL: String?,
    behaviour: GoldHatBehaviour = GoldHatBehaviour(), logger: Logger
  ) {
    self.key = key
    courier = Courier(secret: secret, logger: logger)
    self.noticesURL = noticesURL
    self.logger = logger
    state = Mutex(State(behaviour: behaviour))
  }

  var behaviour: GoldHatBehaviour { state.withLock { $0.behaviour } }

  /// Everything that it was asked to pay so far, in that order.
  var transfers: [Transfer] { state.withLock { $0.book.transfers } }

  func behave(_ behaviour: GoldHatBehaviour) {
    let released = state.withLock { state in
      state.behaviour = behaviour
      defer { if !behaviour.hold { state.held = [] } }
      return behaviour.hold ? [] : state.held
    }
    for answer in released { answer.finish() }
  }

  func extract(of reference: ExactText?, since change: Int) -> TransferBook.Extract {
    state.withLock { $0.book.extract(of: reference, since: change) }
  }

  // MARK: orders

  /// What it answers to an order.
  func pay(_ wish: TransferWish, under key: ExactText) async throws -> Response {
    let behaviour = behaviour
    if happens(at: behaviour.failureRate) { return Self.busy }
    let (transfers, isNew) = try take(wish, under: key, behaviour)
    if isNew {
      let isTold = behaviour.notice == .beforeAnswer
      for (transfer, fate) in transfers {
        if isTold { try await tell(of: transfer, tries: 1) }
        taken.continuation.yield(
          TakenTransfer(transfer: transfer, fate: fate, isTold: isTold))
      }
    }
    await untilDue(behaviour)
    if happens(at: behaviour.lostAnswerRate) { return Bool.random() ? Self.busy : Self.cut }
    return json(transfers[0].0, status: isNew ? .created : .ok)
  }

  private func take(
    _ wish: TransferWish, under key: ExactText, _ behaviour: GoldHatBehaviour
  ) throws -> ([(Transfer, TransferFate)], isNew: Bool) {
    try state.withLock { state in
      if let known = try state.book.repeated(wish, under: key) {
        return ([(known, behaviour.fate())], false)
      }
      let fates = (0..<(happens(at: behaviour.payTwiceRate) ? 2 : 1)).map { _ in behaviour.fate() }
      let made = fates.map { fate in
        (state.book.take(wish, under: key, as: fate.start, at: Date()), fate)
      }
      return (made, true)
    }
  }

  /// A stop of the server breaks the waiting off.
  private func untilDue(_ behaviour: GoldHatBehaviour) async {
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

  private static let busy = Problem.unavailable(
    "counter-closed", "The counter is closed.", retryAfter: 1
  ).response()

  private struct LineCut: Error {}

  /// An answer that does not come through.
  private static let cut = Response(
    status: .ok, headers: [.contentLength: "100"], body: ResponseBody { _ in throw LineCut() })

  // MARK: what becomes of transfers

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await withDiscardingTaskGroup { group in
        for await taken in self.taken.stream { group.addTask { await self.follow(taken) } }
        group.cancelAll()
      }
    }
  }

  private func follow(_ taken: TakenTransfer) async {
    let (transfer, fate) = (taken.transfer, taken.fate)
    do {
      if !taken.isTold { try await tell(of: transfer) }
      if transfer.status == .pending {
        try await move(transfer, to: fate.end, after: fate.pendingSeconds)
      }
      if let seconds = fate.backAfterSeconds {
        try await move(transfer, to: .returned, after: seconds)
      }
    } catch {
      logger.debug("a transfer stays as it is", metadata: ["error": "\(error)"])
    }
  }

  private func move(
    _ transfer: Transfer, to status: TransferStatus, after seconds: Double
  ) async throws {
    try await Task.sleep(for: .seconds(seconds))
    try await tell(
      of: state.withLock { $0.book.move(transfer.number, to: status, at: Date()) })
  }

  /// - Parameter tries: how often to call at most.
  private func tell(of transfer: Transfer, tries: Int = 10) async throws {
    guard let noticesURL else { return }
    let notice = NoticeBag.Notice(id: Courier.newID(), body: transfer.notice)
    let leaving = state.withLock { $0.bag.leaving(notice, $0.behaviour.notice) }
    for notice in leaving {
      _ = try await courier.tell(notice.body, at: noticesURL, as: notice.id, tries: tries)
    }
  }
}
