import Synchronization

/// One consumer of a channel's notifications.
struct SubscriberID: Hashable, Sendable {
  let id: UInt64
  private static let last = Atomic<UInt64>(0)
  init() { id = Self.last.add(1, ordering: .relaxed).newValue }
}

struct Subscriber: Sendable {
  let id = SubscriberID()
  let yield: @Sendable (NotificationEvent) -> Void
  let finish: @Sendable () -> Void
}

/// Decides when the one connection for LISTEN is opened and closed and what is said on it.
struct ListenStateMachine {
  enum Action {
    case connect
    case listen([String], SessionID)
    case unlisten(String, SessionID)
    case close(SessionID)
  }

  private enum State: Equatable {
    case off
    case connecting
    case on(SessionID)
    /// The last attempt failed or the connection broke.
    case pausing(until: Instant)
  }

  private struct Channel {
    var subscribers: [Subscriber] = []
    /// LISTEN was sent on this session, and (`isInForce`) answered.
    var session: SessionID?
    var isInForce = false
  }

  private var state = State.off
  /// The present connection's.
  private var tenure: Tenure?
  private var channels: [String: Channel] = [:]
  private var unlistened: [String] = []
  private var backoff = Backoff()
  private var isClosing = false

  // MARK: what happened

  mutating func subscribe(_ subscriber: Subscriber, to channel: String) {
    if isClosing { return subscriber.finish() }
    channels[channel, default: Channel()].subscribers.append(subscriber)
    unlistened.removeAll { $0 == channel }
    if channels[channel]?.isInForce == true { subscriber.yield(.listening) }
  }

  mutating func unsubscribe(_ id: SubscriberID, from channel: String) {
    channels[channel]?.subscribers.removeAll { $0.id == id }
    guard channels[channel]?.subscribers.isEmpty == true else { return }
    channels[channel] = nil
    unlistened.append(channel)
  }

  /// - Parameter takesNoWrites: the server says so; the session is used for a moment only.
  mutating func connected(_ id: SessionID, now: Instant, takesNoWrites: Bool = false) {
    state = .on(id)
    tenure = Tenure(since: now, isShort: takesNoWrites)
    unlistened = []
    backoff.reset()
  }

  mutating func connectFailed(now: Instant, jitter: Double) {
    state = .pausing(until: now + backoff.next(jitter: jitter))
  }

  mutating func lost(_ id: SessionID, now: Instant, jitter: Double) {
    guard state == .on(id) else { return }
    connectFailed(now: now, jitter: jitter)
    hearsNothing()
  }

  private mutating func hearsNothing() {
    for name in channels.keys { channels[name]?.isInForce = false }
  }

  /// The session that stands is not to be trusted: another takes its place.
  mutating func retire(now: Instant) { tenure?.retire(now: now) }

  mutating func listening(to names: [String], on id: SessionID) {
    for name in names where channels[name]?.session == id {
      channels[name]?.isInForce = true
      channels[name]?.subscribers.forEach { $0.yield(.listening) }
    }
  }

  func notified(_ channel: String, payload: String) {
    channels[channel]?.subscribers.forEach { $0.yield(.notification(payload: payload)) }
  }

  mutating func close() {
    isClosing = true
    for channel in channels.values { channel.subscribers.forEach { $0.finish() } }
    channels = [:]
  }

  // MARK: what to do

  mutating func nextAction(now: Instant) -> Action? {
    switch state {
    case .connecting: return nil
    case .off, .pausing:
      if channels.isEmpty {
        state = .off
        return nil
      }
      if case .pausing(let until) = state, until > now { return nil }
      state = .connecting
      return .connect
    case .on(let id):
      if channels.isEmpty || tenure?.isOver(now) == true {
        state = .off
        hearsNothing()
        return .close(id)
      }
      return nextCommand(on: id)
    }
  }

  private mutating func nextCommand(on id: SessionID) -> Action? {
    if let name = unlistened.popLast() { return .unlisten(name, id) }
    let names = channels.filter { $0.value.session != id }.map(\.key)
    guard !names.isEmpty else { return nil }
    for name in names { channels[name]?.session = id }
    return .listen(names, id)
  }

  var nextDeadline: Instant? {
    switch state {
    case .off, .connecting: nil
    case .on: tenure?.end
    case .pausing(let until): until
    }
  }

  var isClosed: Bool { isClosing && state == .off }
}
