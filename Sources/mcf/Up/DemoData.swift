import AsyncHTTPClient
import Contracts
import FoundationEssentials
import Logging
import NIOCore
import NIOHTTP1
import ServiceKit

/// Loads the demo data through REST, as its owners would; loading it again changes nothing.
struct DemoData {
  let url: String
  let issuer: LocalIssuer
  let clock: Clock

  func load() async throws {
    try await push(DemoCats.clients, to: "/api/clients/import", as: .hcb)
    try await push(DemoCats.workers, to: "/api/workers/import", as: .manager)
    for manager in DemoCats.managers {
      // 409: that e-mail is known, from a load that was broken off.
      try await post(
        WireCoding.encode(manager), "application/json", to: "/api/managers", as: .manager,
        accepting: [201, 409])
    }
    for (number, type) in DemoServiceType.all.enumerated() {
      try await post(
        WireCoding.encode(type), "application/json", to: "/api/service-types", as: .manager,
        key: "demo-service-type-\(number)")
    }
  }

  /// An import, a JSON object a line.
  private func push<Line: Encodable>(_ lines: [Line], to path: String, as role: Role) async throws {
    let body = try lines.flatMap { try WireCoding.encode($0) + [UInt8(ascii: "\n")] }
    try await post(Data(body), "application/x-ndjson", to: path, as: role)
  }

  private func post(
    _ body: some Sequence<UInt8>, _ mediaType: String, to path: String, as role: Role,
    key: String? = nil, accepting statuses: Set<UInt> = [200, 201]
  ) async throws {
    var request = HTTPClientRequest(url: url + path)
    let token = try issuer.token(for: Caller(subject: "demo", roles: [role]), at: clock.now())
    request.method = .POST
    request.headers.add(name: "Authorization", value: "Bearer \(token)")
    request.headers.add(name: "Content-Type", value: mediaType)
    if let key { request.headers.add(name: "Idempotency-Key", value: key) }
    request.body = .bytes(ByteBuffer(bytes: body))
    let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
    let text = String(buffer: try await answer.body.collect(upTo: 1 << 20))
    guard statuses.contains(answer.status.code) else {
      throw Failure(.software, "demo data: POST \(path): \(answer.status.code) \(text)")
    }
  }
}
