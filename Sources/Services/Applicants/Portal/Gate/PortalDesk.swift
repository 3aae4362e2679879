import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import ServiceKit
import ServiceLifecycle
import Synchronization

/// Runs the gate: what it decides is done here, by every request at once and without waiting for
/// anything but a connection to the database.
final class PortalDesk: FrontDoor, Service {
  let keys: PortalKeys
  let clock: Clock
  let metrics = PortalMetrics()
  /// What becomes known of refusals one by one is their number.
  let refusalLog: RefusalLog
  private let ticks: @Sendable () -> Nanoseconds
  private let refusals: RefusalPages
  private let shieldSecrets: [[UInt8]]
  private let state: Mutex<State>
  private let wrote = Mutex<Duration>(.milliseconds(5))
  private let (arrivals, arrival) = AsyncStream.makeStream(
    of: Void.self, bufferingPolicy: .bufferingNewest(1))

  private typealias Waiter = CheckedContinuation<Turn, Never>

  private struct State {
    var gate: PortalGate
    var waiters: [Int: Waiter] = [:]
    /// As they were told last.
    var evictions: [Int]

    init(gate: PortalGate) {
      self.gate = gate
      evictions = gate.limits.evictions
    }

    mutating func newEvictions() -> [Int] {
      let evictions = gate.limits.evictions
      defer { self.evictions = evictions }
      return zip(evictions, self.evictions).map { $0 - $1 }
    }
  }

  /// What becomes of an application that is in order.
  enum Turn: Sendable {
    /// It has one of the connections now.
    case lease
    case refused(PortalRefusal)
    /// It was taken already.
    case thanked
  }

  init(
    _ configuration: PortalConfiguration, _ texts: Texts, clock: Clock,
    ticks: @escaping @Sendable () -> Nanoseconds, logger: Logger
  ) {
    refusalLog = RefusalLog(logger)
    keys = PortalKeys(configuration.keys)
    shieldSecrets = configuration.shieldSecrets.map { Array($0.utf8) }
    state = Mutex(
      State(gate: PortalGate(configuration.measures, hasLimits: configuration.hasLimits)))
    refusals = RefusalPages(texts)
    self.clock = clock
    self.ticks = ticks
  }

  // MARK: requests

  func enter(_ request: Request, from sender: [UInt8]) -> Entrance {
    let head = PortalHead(request)
    guard head.place == .health || isShielded(request) else { return unshielded() }
    let asked: PortalRequest
    do throws(PortalRefusal) {
      asked = try PortalRequest(
        head, from: SenderAddress(bytes: sender), keys: keys, at: clock.now())
    } catch {
      return refused(error, request, .others)
    }
    let now = ticks()
    switch state.withLock({ $0.gate.enter(asked, at: now) }) {
    case .refused(let refusal): return refused(refusal, request, asked.rank)
    case .thanked:
      metrics.count(asked.rank, .thanked)
      metrics.count(.repeated)
      return .answered(Thanks.answer(to: request, isNew: false))
    case .admitted:
      return .admitted { [self] status in
        state.withLock { $0.gate.leave(asked) }
        metrics.count(asked.rank, status.kind == .serverError ? .failed : .served)
      }
    }
  }

  private func refused(
    _ refusal: PortalRefusal, _ request: Request, _ rank: PortalRank
  ) -> Entrance {
    count(refusal.stage)
    metrics.count(rank, refusal == .overloaded ? .shed : .refused)
    return .answered(refusals.answer(refusal, to: request))
  }

  private func count(_ stage: PortalRefusal.Stage) {
    metrics.countForgotten(state.withLock { $0.newEvictions() })
    metrics.count(stage)
    refusalLog.count(stage)
  }

  /// A link that was signed by us has no row.
  func noteUnknownLink(from sender: SenderAddress) {
    let now = ticks()
    state.withLock { $0.gate.noteUnknownLink(from: sender, at: now) }
  }

  // MARK: the shield

  private func isShielded(_ request: Request) -> Bool {
    guard !shieldSecrets.isEmpty else { return true }
    let said = Array((request.headers[.shield] ?? "").utf8)
    return shieldSecrets.reduce(false) { isKnown, secret in
      // Each is compared, whichever it is.
      said.isSecretly(secret) || isKnown
    }
  }

  private func unshielded() -> Entrance {
    count(.shield)
    return .answered(Response(status: .forbidden, headers: [.cacheControl: "no-store"]))
  }

  // MARK: applications

  func ticket(_ text: String?) throws(PortalRefusal) -> Ticket {
    do {
      return try keys.tickets.ticket((text ?? "")[...], at: clock.now())
    } catch {
      throw .ticket(error)
    }
  }

  func noteMistake(_ ticket: Ticket) {
    let now = ticks()
    state.withLock { $0.gate.noteMistake(ticket, at: now) }
    metrics.count(.mistaken)
  }

  /// Waits for a connection, two seconds at most. Who has one gives it back by ``finish``.
  func submit(
    _ ticket: Ticket, _ suspicion: Suspicion, from sender: SenderAddress
  ) async -> Turn {
    let start = ticks()
    let turn = await withCheckedContinuation { waiter in
      let refusal = state.withLock { state -> PortalRefusal? in
        switch state.gate.submit(ticket, suspicion, from: sender, at: start) {
        case .refused(let refusal): return refusal
        case .queued(let id):
          state.waiters[id] = waiter
          return nil
        }
      }
      if let refusal { waiter.resume(returning: .refused(refusal)) }
      advance()
      arrival.yield()
    }
    metrics.noteWait(ticks() - start)
    if case .refused(let refusal) = turn {
      count(refusal.stage)
      metrics.count(.shed)
    }
    return turn
  }

  /// How much the sender's network has used up of what it may send.
  func turn(of sender: SenderAddress) -> Int {
    let now = ticks()
    return state.withLock { $0.gate.turn(of: sender, at: now) }
  }

  /// - Parameter isKept: the database has taken the ticket, now or before.
  func finish(_ ticket: Ticket, isKept: Bool) {
    let now = ticks()
    state.withLock { $0.gate.finish(ticket, isKept: isKept, at: now) }
    advance()
  }

  /// Counts an application in a mailbox's name; false: there are too many.
  func keeps(_ mailbox: Mailbox, of ticket: Ticket) -> Bool {
    let now = ticks()
    return state.withLock { $0.gate.keeps(mailbox, of: ticket, at: now) }
  }

  /// How long the last application took to be written.
  var lastWrite: Duration { wrote.withLock { $0 } }

  func noteWrite(_ duration: Duration) { wrote.withLock { $0 = duration } }

  /// Does what the gate says, until that is nothing.
  private func advance() {
    let now = ticks()
    while true {
      let next = state.withLock { state -> (Waiter?, Turn)? in
        switch state.gate.nextAction(at: now) {
        case .lease(let id): (state.waiters.removeValue(forKey: id), .lease)
        case .refuse(let id): (state.waiters.removeValue(forKey: id), .refused(.overloaded))
        case .thank(let id): (state.waiters.removeValue(forKey: id), .thanked)
        case nil: nil
        }
      }
      guard let (waiter, turn) = next else { return }
      waiter?.resume(returning: turn)
    }
  }

  // MARK: time

  /// How late it may be noticed that somebody has waited for long enough.
  private static let tick: Duration = .milliseconds(50)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      for await _ in self.arrivals { await self.watchUntilNobodyWaits() }
    }
    // Who waits while the server stops is told as well.
    await watchUntilNobodyWaits()
  }

  private func watchUntilNobodyWaits() async {
    while !state.withLock({ $0.waiters.isEmpty }) {
      do { try await Task.sleep(for: Self.tick) } catch { return }
      advance()
    }
  }
}

extension HTTPField.Name {
  /// By which the shield is known; `accept` would only be reached by a typing mistake.
  fileprivate static let shield = HTTPField.Name("X-MCF-Shield") ?? .accept
}
