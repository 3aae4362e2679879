import Bets
import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit

/// The course of a demo order: it is placed, bet on, and carried out as far as it gets.
///
/// What was done by a load that was broken off is found, and not done again.
struct DemoCourse {
  let order: DemoOrder
  let bets: [DemoOrder.Bet]
  let site: DemoSite
  /// By name.
  let services: [ExactText: String]
  let managers: [ExactText]

  /// When a worker comes who comes at once.
  private static let soon: TimeInterval = 600
  private static let day: TimeInterval = 86_400

  /// - Returns: the order's id.
  func run() async throws -> String {
    let placed = try await placed()
    let id = placed["id"]?.string ?? ""
    guard placed["outcome"] == .null else { return id }
    try await bet(on: id)
    try await live(placed, "\(Address.orders)/\(id)")
    return id
  }

  // MARK: placing

  private var client: ExactText { ExactText(order.client) }

  private func placed() async throws -> JSONValue {
    let known = try await site.items(
      Address.orders.path + queryString([("q", order.description)]), as: .client, subject: client)
    if let found = known.first { return found }
    let now = site.clock.now()
    let at = now.addingTimeInterval(
      order.days == 0 ? Self.soon : Self.day * TimeInterval(order.days))
    let body: JSONValue = [
      "service_type_id": .string(services[ExactText(order.service)] ?? ""),
      "description": .string(order.description), "place": "1 Cushion Street",
      "phone": "+74955550100", "email": .string("\(order.client)@happycatbox.example"),
      "scheduled_at": .string(Timestamp.format(at)),
    ]
    return try await site.json(
      .post(
        Array(body.text.utf8), to: site.url + Address.orders.path, key: UUID().wire,
        within: .seconds(60)), as: .client, subject: client, accepting: [.created])
  }

  // MARK: bets

  /// In the order in which they are said, so that they are the same on every machine.
  private func bet(on id: String) async throws {
    guard try ServiceEntry.deployed.contains(ServiceEntry(BetsModule.self)) else { return }
    for (number, bet) in bets.enumerated() {
      let body: JSONValue = ["outcome": .string(bet.outcome), "stake": .string(bet.stake)]
      let call = OutboundCall.post(
        Array(body.text.utf8), to: "\(site.url)/api/markets/\(id)/bets",
        key: "demo-bet-\(id)-\(number)", within: .seconds(60))
      _ = try await site.wait(for: "the market of \(id), and its managers,") {
        // 404: neither may have come there yet; 409: bets are closed, by a load that was broken off.
        let answer = try await site.send(
          call, as: .manager, subject: managers[bet.manager],
          accepting: [.created, .notFound, .conflict])
        return answer.status == .notFound ? nil : answer
      }
    }
  }

  // MARK: what becomes of it

  private func live(_ placed: JSONValue, _ path: String) async throws {
    let worker = ExactText(placed["worker_id"]?.string ?? "")
    switch order.fate {
    case .open: return
    case .completed:
      try await show(PackageResources.check_in_png, at: path + "/check-in", by: worker)
      try await show(PackageResources.report_png, at: path + "/complete", by: worker)
    case .calledOff:
      let charge = placed["charge"] ?? .null
      try await act(
        ["reason": "client_request", "confirm_charge": charge], at: path + "/cancel", as: .client,
        client)
    case .cannotCome:
      try await act(["reason": "worker_cannot_come"], at: path + "/fail", as: .worker, worker)
    case .notDone:
      try await show(PackageResources.check_in_png, at: path + "/check-in", by: worker)
      try await act(
        ["reason": "not_done", "note": "The sofa is lower than I am."], at: path + "/fail",
        as: .worker, worker)
    }
  }

  private func act(
    _ body: JSONValue, at path: String, as role: Role, _ subject: ExactText
  ) async throws {
    try await site.send(
      .post(Array(body.text.utf8), to: site.url + path, within: .seconds(60)), as: role,
      subject: subject)
  }

  /// Sends a photo, as a form of a browser does (RFC 7578).
  private func show(_ photo: [UInt8], at path: String, by worker: ExactText) async throws {
    let boundary = "demo-photo"
    let head = """
      --\(boundary)\r
      Content-Disposition: form-data; name="photo"; filename="photo.png"\r
      Content-Type: image/png\r
      \r

      """
    let body = Array(head.utf8) + photo + Array("\r\n--\(boundary)--\r\n".utf8)
    try await site.send(
      .post(
        body, as: "multipart/form-data; boundary=\(boundary)", to: site.url + path,
        within: .seconds(60)), as: .worker, subject: worker)
  }
}
