import Contracts
import FoundationEssentials
import Hummingbird
import Logging
import ServiceKit
import ServiceLifecycle
import Synchronization

/// The contractor of the fur-tune cookies: takes orders, bakes, delivers, and then calls
/// back, signed; each as slowly, as unreliably and as often as it is told to.
final class CookieBakery: OutsideParty {
  private let courier: Courier
  private let logger: Logger
  private let state: Mutex<State>
  private let oven = AsyncStream.makeStream(of: BakedCookie.self)

  private struct State {
    var behaviour: BakeryBehaviour
    var cookies: [BakedCookie] = []
  }

  /// - Parameter secret: what its calls are signed with.
  init(secret: WebhookSecret, behaviour: BakeryBehaviour = BakeryBehaviour(), logger: Logger) {
    courier = Courier(secret: secret, logger: logger)
    self.logger = logger
    state = Mutex(State(behaviour: behaviour))
  }

  var behaviour: BakeryBehaviour { state.withLock { $0.behaviour } }

  /// Everything it was ordered so far.
  var cookies: [BakedCookie] { state.withLock { $0.cookies } }

  func behave(_ behaviour: BakeryBehaviour) { state.withLock { $0.behaviour = behaviour } }

  // MARK: orders

  /// What it answers to an order. Some are refused, of some the answer is lost after they were
  /// taken, as it goes over a bad line; the same key orders the same cookie.
  func order(_ body: [UInt8], key: ExactText) throws -> Response {
    let wish = try CookieWish(body)
    let behaviour = behaviour
    let isBad = happens(at: behaviour.failureRate)
    if isBad, Bool.random() { return Self.busy }
    let (cookie, isNew) = try take(wish, key)
    if isNew { oven.continuation.yield(cookie) }
    return isBad ? Self.busy : json(cookie.receipt, status: isNew ? .created : .ok)
  }

  private func take(_ wish: CookieWish, _ key: ExactText) throws -> (BakedCookie, isNew: Bool) {
    try state.withLock { state in
      if let index = state.cookies.firstIndex(where: { $0.key == key }) {
        guard state.cookies[index].wish == wish else {
          throw Problem(
            .unprocessableContent, "idempotency-key-reused",
            title: "This Idempotency-Key ordered another cookie")
        }
        state.cookies[index].times += 1
        return (state.cookies[index], false)
      }
      let cookie = BakedCookie(key: key, wish: wish, number: state.cookies.count + 1)
      state.cookies.append(cookie)
      return (cookie, true)
    }
  }

  private static let busy = Problem.unavailable(
    "oven-full", "The oven is full.", retryAfter: 0
  ).response()

  // MARK: delivery

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await withDiscardingTaskGroup { group in
        for await cookie in self.oven.stream { group.addTask { await self.deliver(cookie) } }
        group.cancelAll()
      }
    }
  }

  private func deliver(_ cookie: BakedCookie) async {
    do {
      try await Task.sleep(for: .seconds(behaviour.delaySeconds))
      guard let url = cookie.wish.callbackURL else { return }
      let id = Courier.newID()
      guard try await courier.tell(cookie.arrival, at: url, as: id) else { return }
      state.withLock { state in
        guard let index = state.cookies.firstIndex(where: { $0.key == cookie.key }) else { return }
        state.cookies[index].isDelivered = true
      }
      guard happens(at: behaviour.duplicateRate) else { return }
      _ = try await courier.tell(cookie.arrival, at: url, as: id)
      _ = try await courier.tell(cookie.arrival, at: url, as: id + "-again")
    } catch {
      logger.debug("a cookie stays in the oven", metadata: ["error": "\(error)"])
    }
  }
}
