import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension OrdersModule {
  /// `/orders`: where clients begin.
  @Sendable func clientHome(_ visit: Visit) async throws -> Response {
    guard let client = try await orderer(visit) else { return welcome(visit) }
    let view = try await clientHome(visit, visit.query(), client)
    return visit.page(view, titleKey: "hello", ["name": client.firstName])
  }

  /// `/orders/stream`
  @Sendable func clientHomeStream(_ visit: Visit) async throws -> Response {
    guard try await orderer(visit) != nil else { throw Problem.notFound }
    return try await follow(visit, visit.query()) {
      try await fingerprint(visit)
    } regions: {
      // What they have paid, and whether they may order, changes as well.
      guard let client = try await orderer(visit) else { throw Problem.notFound }
      return visit.fragment(try await clientHome(visit, QueryForm(query: nil), client))
    }
  }

  /// The client who is signed in; nil: one whom the register has not met.
  func orderer(_ visit: Visit) async throws -> Orderer? {
    try await database.readOne(FindOrderer(subject: visit.caller.subject))
  }

  /// Registers who is new, and comes back. Nobody else is sent to the register's process: while it
  /// is away, these pages go on.
  func welcome(_ visit: Visit) -> Response {
    visit.redirect(
      to: Address.welcome.path + queryString([("return", visit.request.uri.string)]))
  }

  private func fingerprint(_ visit: Visit) async throws -> Int64 {
    try await database.readOne(FingerprintOfClient(subject: visit.caller.subject)) ?? 0
  }

  private static let cursor = "own-orders-page"

  private func clientHome(
    _ visit: Visit, _ query: QueryForm, _ client: Orderer
  ) async throws -> ClientHomeView {
    let viewer = try visit.context.viewer(.client)
    let after: (scheduledAt: Date, id: UUID)? = query.cursor(Self.cursor, Date.self, UUID.self)
    try query.finish()
    let isStart = after == nil
    // Before the orders are read: what changes in between comes through the stream as well.
    let seen = try await fingerprint(visit)
    let now = clock.now()
    let open =
      isStart ? try await database.read(ListComingOrders(subject: visit.caller.subject)) : []
    // One more than is shown says that there are more.
    let ended = try await orders(
      OrderQuery(
        statuses: [.completed, .cancelled, .failed], overdueEnd: now, after: after,
        limit: FingerprintOfClient.ended + 1),
      for: viewer)
    let page = Page(fetched: ended, limit: FingerprintOfClient.ended) {
      Cursor.encode(Self.cursor, $0.scheduledAt, $0.id)
    } item: {
      $0
    }
    let faces = try await database.read(FindFaces(workers: open.map(\.workerID)))
    let words = try await words(visit, (open + page.items).map(\.scheduledAt), at: now)
    return ClientHomeView(
      client, discount: discount.bar(paid: client.paid, visit.texts),
      open: open.map { words.card($0, hasPhoto: faces.contains($0.workerID)) },
      ended: page.items.map { words.endedRow($0, mayOrder: client.isActive) },
      isStart: isStart, words,
      pager: Pager(ListAddress(.ownOrders, query), next: page.nextCursor, isBackwards: true),
      live: LiveMark(
        asOf: words.clock(now), visit.texts,
        stream: isStart ? Fingerprint.address(of: .ownOrdersStream, seen: seen) : nil))
  }
}
