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
    var call = OutboundCall.post(
      Array(body), as: mediaType, to: url + address.path, key: key, within: .seconds(60))
    call.mostBytes = 1 << 20
    let token = try issuer.token(for: Caller(subject: "demo", roles: [role]), at: clock.now())
    call.headers[.authorization] = "Bearer \(token)"
    let answer = try await client.send(call)
    guard statuses.contains(answer.status) else {
      let text = String(decoding: answer.body, as: UTF8.self)
      throw Failure(.software, "demo data: POST \(address): \(answer.status.code) \(text)")
    }
  }
}
