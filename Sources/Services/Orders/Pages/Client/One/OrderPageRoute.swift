import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension OrdersModule {
  /// `/orders/{id}`: one order, as its client sees it.
  @Sendable func orderPage(_ visit: Visit) async throws -> Response {
    try visit.query().finish()
    let viewer = try visit.context.viewer(.client)
    let id = try visit.context.id()
    // Before the order is read: what changes in between comes through the stream as well.
    let seen = try await fingerprint(of: id, for: viewer)
    let order = try await find(id, for: viewer)
    return visit.page(
      try await view(of: order, visit, seen: seen), titleKey: "order_title",
      ["service": order.serviceTypeName], scripts: order.status.isOpen ? Visit.live : [])
  }

  /// `/orders/{id}/stream`
  @Sendable func orderStream(_ visit: Visit) async throws -> Response {
    let viewer = try visit.context.viewer(.client)
    let id = try visit.context.id()
    _ = try await find(id, for: viewer)
    return try await follow(visit, visit.query()) {
      try await fingerprint(of: id, for: viewer)
    } regions: {
      visit.fragment(try await view(of: try await find(id, for: viewer), visit))
    }
  }

  /// - Parameter seen: the fingerprint from before it was read; nil: the page has its stream already.
  private func view(
    of order: Order, _ visit: Visit, seen: Int64? = nil
  ) async throws -> OrderPageView {
    let now = clock.now()
    let face =
      order.status.isOpen
      ? try await database.readOne(FindPhotoOfWorker(id: order.workerID)) : nil
    let isCopied = !order.status.isOpen && !order.copyOffered
    let copy = isCopied ? try await database.readOne(FindOpenCopy(original: order.id)) : nil
    let words = try await words(visit, order.times, at: now)
    let live = LiveMark(
      asOf: words.clock(now), visit.texts,
      stream: seen.map {
        Fingerprint.address(of: Address.ownOrder(order.id).below("stream"), seen: $0)
      })
    return OrderPageView(
      order, hasPhoto: face != nil, copy: copy,
      mayOrder: order.status.isOpen ? false : try await orderer(visit)?.isActive == true, words,
      live: order.status.isOpen ? live : nil)
  }

  func fingerprint(of id: UUID, for viewer: Viewer) async throws -> Int64 {
    try await database.readOne(FingerprintOfOrder(id: id, viewer: viewer)) ?? 0
  }
}
