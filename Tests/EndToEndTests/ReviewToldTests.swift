import Contracts
import FoundationEssentials
import HTTPTypes
import Notifications
import Postgres
import Quality
import ServiceKit
import TestSupport
import Testing

@Suite("R-200, R-210, R-305: an order that went wrong is looked at, and both hear of it")
struct ReviewToldTests {
  @Test(
    "from the cancelled order by the review to a mail each, or none where there is nothing to tell",
    arguments: [
      ("we are sorry", "come in time"), (nil, "come in time"), (nil, nil),
    ] as [(String?, String?)])
  func told(client: String?, worker: String?) async throws {
    let mails = [
      worker.map { "job-review boris0@cats.example \($0)" },
      client.map { "review murka@cats.example \($0)" },
    ].compactMap(\.self)
    try await withOrdering { bed in
      let order = try await bed.cancelled()
      try await withDatabase(.of("quality")) { quality in
        let module = QualityModule(
          database: quality.app("quality"), clock: bed.time.clock, logger: .silent)
        let boss = ManagerChanged.boss
        let orders =
          try await bed.core.published(OrderAccepted.self, by: "orders")
          + bed.core.published(OrderFinished.self, by: "orders")
        try await quality.take(
          module.eventHandlers, [Delivery(boss, of: boss.id, version: 1)] + orders, as: "quality")
        try await withAPI([module]) { api in
          try await api.review(order, saying: (client, worker))
        }
        let closed = try await quality.published(ReviewClosed.self, by: "quality")
        #expect(closed.count == 1)
        // Replays included.
        #expect(try await bed.mails(of: closed + closed) == mails)
      }
    }
  }
}

extension OrderingBed {
  /// - Returns: the id of an order that its client has called off.
  fileprivate func cancelled() async throws -> String {
    let (murka, type) = (client("hcb-1"), try await addServiceType())
    try await addWorkers(1)
    _ = try await api.send(.get, "/api/clients/me", as: murka)
    let order = try await order(type, as: murka)
    let id = try #require(order["id"]?.string)
    let answer = try await api.send(
      .post, "/api/orders/\(id)/cancel", as: murka, ["confirm_charge": order["charge"] ?? .null])
    try #require(answer.status == 200, "\(answer.text)")
    return id
  }

  /// What a new sender of mails writes because of these, who knows what the registers tell: template,
  /// address and what one of us has written.
  fileprivate func mails(of closed: [Delivery]) async throws -> [String] {
    let persons =
      try await core.published(ClientChanged.self, by: "clients")
      + core.published(WorkerChanged.self, by: "workers")
    return try await withDatabase(.of("notifications")) { database in
      let module = try NotificationsModule(
        database: database.app("notifications"), clock: time.clock, logger: .silent)
      for events in [persons, closed] {
        try await database.take(module.eventHandlers, events, as: "notifications")
      }
      return try await database.admin.query(
        """
        select concat_ws(' ', template, address, params->>'written')
        from   notifications.message
        order  by template
        """, as: String.self)
    }
  }
}

extension TestAPI {
  /// Closes the one review that there is, of that order.
  fileprivate func review(
    _ order: String, saying texts: (client: String?, worker: String?)
  ) async throws {
    let boss = Caller(subject: ManagerChanged.boss.id.wire, roles: [.manager])
    let taken = try await send(.post, "/api/reviews/take-next", as: boss)
    try #require(taken["order_id"]?.string == order, "\(taken.text)")
    let path = "/api/reviews/\(try #require(taken["id"]?.string))"
    let answer = try await send(
      .post, "\(path)/close", as: boss,
      [
        "right_worker": true, "supplies": "complete", "described_well": true,
        "reached": ["client"], "cause": "client", "findings": "She had forgotten it.",
        "text_for_client": texts.client.map(JSONValue.string) ?? .null,
        "nothing_for_client": .bool(texts.client == nil),
        "text_for_worker": texts.worker.map(JSONValue.string) ?? .null,
        "nothing_for_worker": .bool(texts.worker == nil),
      ], headers: ["If-Match": try #require(taken.headers[.eTag])])
    try #require(answer.status == 200, "\(answer.text)")
  }
}

extension ManagerChanged {
  fileprivate static let boss = ManagerChanged(
    id: .v7(at: TestClock().now), name: "Vasilisa Longtail", email: "vasilisa@mcf.example",
    language: nil, active: true, version: 1)
}
