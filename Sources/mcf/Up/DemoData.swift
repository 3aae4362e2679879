import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import ServiceKit

/// Loads the demo data through REST, as its owners would; loading it again changes nothing.
struct DemoData {
  let url: String
  let issuer: LocalIssuer
  let clock: Clock
  private let client = OutboundClient(peer: "site")

  func load() async throws {
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
  }

  /// Most workers say where they are paid to, each for itself.
  private func nameAccounts() async throws {
    let answer = try await send(
      OutboundCall(.get, url + "\(Address.workers)?limit=200", within: .seconds(60)), as: .manager)
    let workers = try JSONValue(parsing: answer.body)["items"]?.array ?? []
    let ids = workers.compactMap { $0["id"]?.string }.sorted()
    for (number, id) in ids.prefix(DemoCats.paidWorkers).enumerated() {
      let account: JSONValue = ["account": .string(DemoCats.account(number + 1))]
      var call = OutboundCall.post(
        Array(account.text.utf8), to: url + "/api/worker-billing/payout-account",
        within: .seconds(60))
      call.method = .put
      try await send(call, as: .worker, subject: ExactText(id))
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
      Array(body), as: mediaType, to: url + address.path, key: key, within: .seconds(60))
    try await send(call, as: role, accepting: statuses)
  }

  @discardableResult
  private func send(
    _ call: OutboundCall, as role: Role, subject: ExactText = "demo",
    accepting statuses: Set<HTTPResponse.Status> = [.ok]
  ) async throws -> OutboundAnswer {
    var call = call
    call.mostBytes = 1 << 20
    let caller = Caller(subject: subject.text, roles: [role])
    call.headers[.authorization] = "Bearer \(try issuer.token(for: caller, at: clock.now()))"
    let answer = try await client.send(call)
    guard statuses.contains(answer.status) else {
      let text = String(decoding: answer.body, as: UTF8.self)
      throw Failure(
        .software, "demo data: \(call.method) \(call.url): \(answer.status.code) \(text)")
    }
    return answer
  }
}
