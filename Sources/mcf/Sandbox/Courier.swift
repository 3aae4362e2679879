import AsyncHTTPClient
import Contracts
import FoundationEssentials
import Logging
import NIOCore
import NIOHTTP1
import ServiceKit

/// Tells others what has come about outside, by signed calls (Standard Webhooks).
struct Courier: Sendable {
  /// What the calls are signed with.
  let secret: WebhookSecret
  let logger: Logger

  /// An id for a message.
  static func newID() -> String { "msg-" + UUID.v7(at: Date()).wire }

  /// Calls until somebody has heard it, or for good does not want to.
  ///
  /// - Returns: whether it was heard.
  func tell(_ body: [UInt8], at url: String, as id: String, tries: Int = 10) async throws -> Bool {
    var pause = Duration.milliseconds(200)
    for number in 1...tries {
      let status = try? await call(url, body, as: id)
      // 409: it was heard before, and the answer was lost.
      if let status, (200..<300).contains(status) || status == 409 { return true }
      if let status, (400..<500).contains(status), status != 429 {
        logger.warning("nobody wants to hear", metadata: ["id": "\(id)", "status": "\(status)"])
        return false
      }
      guard number < tries else { break }
      try await Task.sleep(for: pause)
      pause *= 2
    }
    return false
  }

  private func call(_ url: String, _ body: [UInt8], as id: String) async throws -> UInt {
    let webhook = Webhook(id: id, at: Date(), body: body)
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    for (name, value) in webhook.headers(signedWith: [secret]) {
      request.headers.add(name: name, value: value)
    }
    request.body = .bytes(body)
    let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
    _ = try await answer.body.collect(upTo: 1 << 16)
    return answer.status.code
  }
}
