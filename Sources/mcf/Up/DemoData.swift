import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import ServiceKit

/// Loads the demo data through REST, as its owners would; loading it again changes nothing.
struct DemoData {
  let site: DemoSite
  /// The providers at whose pages clients can authorise payments without anybody's money, as the site
  /// names them.
  let waysToPay: [String]
  /// nil: nothing has been ordered yet.
  let orders: DemoOrders?
  let hiring: DemoHiring

  /// Of accounts and ways to pay: a start waits for them.
  private static let atOnce = 8

  /// - Returns: what ``DemoHiring/load()`` does.
  func load() async throws -> String? {
    // Which mostly waits: for letters, and for those who look once a second.
    async let invitation = hiring.load()
    try await push(DemoCats.clients, to: Address.clients.below("import"), as: .hcb)
    try await push(DemoCats.workers, to: Address.workers.below("import"), as: .manager)
    for manager in DemoCats.managers {
      // 409: that e-mail is known, from a load that was broken off.
      try await post(
        WireCoding.encode(manager), "application/json", to: .managers, as: .manager,
        accepting: [.created, .conflict])
    }
    for (number, type) in DemoServiceType.all.enumerated() {
      try await post(
        WireCoding.encode(type), "application/json", to: .serviceTypes, as: .manager,
        key: "demo-service-type-\(number)")
    }
    try await nameAccounts()
    try await agreeOnWaysToPay()
    try await orders?.load()
    return try await invitation
  }

  /// Most workers say where they are paid to, each for itself.
  private func nameAccounts() async throws {
    let answer = try await site.send(
      OutboundCall(.get, site.url + "\(Address.workers)?limit=200", within: .seconds(60)),
      as: .manager)
    let workers = try JSONValue(parsing: answer.body)["items"]?.array ?? []
    let ids = workers.compactMap { $0["id"]?.string }.sorted()
    let payees = Array(ids.prefix(DemoCats.paidWorkers).enumerated())
    try await payees.forEach(atOnce: Self.atOnce) { [site] number, id in
      let account: JSONValue = ["account": .string(DemoCats.account(number + 1))]
      var call = OutboundCall.post(
        Array(account.text.utf8), to: site.url + "/api/worker-billing/payout-account",
        within: .seconds(60))
      call.method = .put
      try await site.send(call, as: .worker, subject: ExactText(id))
    }
  }

  /// Most clients say by what they pay, each for itself.
  private func agreeOnWaysToPay() async throws {
    let payers = DemoCats.payers.filter { payer in
      waysToPay.contains { $0.utf8.elementsEqual(payer.adapter.utf8) }
    }
    try await payers.forEach(atOnce: Self.atOnce) { [site] client, adapter in
      try await DemoPayer(subject: ExactText(client), adapter: adapter, site: site).agree()
    }
  }

  /// An import, a JSON object a line.
  private func push<Line: Encodable>(
    _ lines: [Line], to address: Address, as role: Role
  ) async throws {
    let body = try lines.flatMap { try WireCoding.encode($0) + [UInt8(ascii: "\n")] }
    try await post(Data(body), "application/x-ndjson", to: address, as: role)
  }

  private func post(
    _ body: some Sequence<UInt8>, _ mediaType: String, to address: Address, as role: Role,
    key: String? = nil, accepting statuses: Set<HTTPResponse.Status> = [.ok, .created]
  ) async throws {
    let call = OutboundCall.post(
      Array(body), as: mediaType, to: site.url + address.path, key: key, within: .seconds(60))
    try await site.send(call, as: role, accepting: statuses)
  }
}
