import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit

/// Quality control in the demo data: one case is closed, one in hand, one drawn, and two hypotheses
/// have come of it.
///
/// What was done by a load that was broken off is found, and not done again.
struct DemoReviews {
  let site: DemoSite
  let managers: [ExactText]
  /// The ids of those that went wrong.
  let orders: [DemoOrder.Fate: String]

  private static let reviews = "/api/reviews"
  private static let hypotheses = "/api/hypotheses"

  func load() async throws {
    let cases = try await cases()
    try await close(cases[.notDone])
    try await take(cases[.cannotCome])
    try await draw()
    try await suppose(of: [cases[.notDone]].compactMap { $0?["id"] })
  }

  /// The cases of those orders, once all of them are there.
  private func cases() async throws -> [DemoOrder.Fate: JSONValue] {
    return try await site.wait(for: "the cases of quality control") {
      let found = try await site.items(
        Self.reviews + "?origin=automatic&limit=200", as: .manager, subject: managers[0])
      let cases = orders.compactMapValues { order in
        found.first { $0["order_id"] == .string(order) }
      }
      return cases.count == orders.count ? cases : nil
    }
  }

  // MARK: cases

  private func close(_ case: JSONValue?) async throws {
    guard let taken = try await take(`case`), let id = taken["id"]?.string else { return }
    let path = "\(Self.reviews)/\(id)"
    try await post(
      [
        "whom": "worker", "reached": true,
        "text": "He is sorry, and has measured the sofa by now: nine centimetres.",
      ], to: path + "/calls", key: "demo-call", accepting: [.created])
    try await post(
      [
        "right_worker": false, "on_time": 5, "work": 2, "supplies": "complete",
        "described_well": true, "reached": ["worker"], "cause": "matching",
        "findings": "He came on time, and does not fit below sofas. Nobody asks how flat cats are.",
        "text_for_client":
          "We are sorry that your ball is still below the sofa. The next cat will be flatter.",
        "text_for_worker": "Coming on time and saying at once what cannot be done was right.",
        "nothing_for_client": false, "nothing_for_worker": false,
      ], to: path + "/close", key: "demo-close", match: taken["version"])
  }

  /// - Returns: the review as it was taken; nil: it has been closed.
  @discardableResult
  private func take(_ case: JSONValue?) async throws -> JSONValue? {
    guard let id = `case`?["id"]?.string, `case`?["state"] != "closed" else { return nil }
    if `case`?["state"] == "taken" { return `case` }
    return try await post([:], to: "\(Self.reviews)/\(id)/take", key: "demo-take-\(id)")
  }

  // MARK: draws and hypotheses

  /// Among what has been carried out in the last week, as soon as that is known.
  private func draw() async throws {
    let now = site.clock.now()
    let body: JSONValue = [
      "from": .string(Timestamp.format(now.addingTimeInterval(-604_800))),
      "to": .string(Timestamp.format(now.addingTimeInterval(60))), "count": 1, "per": "all",
    ]
    _ = try await site.wait(for: "what to draw among") {
      let known = try await site.items(
        Self.reviews + "/draws", as: .manager, subject: managers[0])
      if let draw = known.first { return draw }
      let call = OutboundCall.post(
        Array(body.text.utf8), to: site.url + Self.reviews + "/sample", key: UUID().wire,
        within: .seconds(60))
      // 409: there is nothing yet.
      let answer = try await site.send(
        call, as: .manager, subject: managers[0], accepting: [.created, .conflict])
      return answer.status == .created ? try JSONValue(parsing: answer.body) : nil
    }
  }

  private func suppose(of reviews: [JSONValue]) async throws {
    let hypotheses: [(key: String, body: JSONValue)] = [
      (
        "demo-hypothesis-0",
        [
          "title": "Flat cats for flat places",
          "statement": "Were we to ask how flat a place is, fewer balls would stay below sofas.",
          "reviews": .array(reviews),
        ]
      ),
      (
        "demo-hypothesis-1",
        [
          "title": "Trout comes late on Fridays",
          "statement": "Suppers with fish are called off on Fridays, when the market closes early.",
        ]
      ),
    ]
    for (key, body) in hypotheses {
      try await post(body, to: Self.hypotheses, key: key, accepting: [.created])
    }
  }

  /// As the first manager.
  ///
  /// - Parameter match: the version that it is about.
  @discardableResult
  private func post(
    _ body: JSONValue, to path: String, key: String, match: JSONValue? = nil,
    accepting statuses: Set<HTTPResponse.Status> = [.ok]
  ) async throws -> JSONValue {
    var call = OutboundCall.post(
      Array(body.text.utf8), to: site.url + path, key: key, within: .seconds(60))
    call.headers[.ifMatch] = match.map { "\"\($0.text)\"" }
    return try await site.json(call, as: .manager, subject: managers[0], accepting: statuses)
  }
}
