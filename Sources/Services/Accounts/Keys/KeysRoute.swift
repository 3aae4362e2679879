import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import Postgres
import ServiceKit

extension AccountsModule {
  /// `GET /sign-in/keys`: what every service checks session tokens with (RFC 7517).
  @Sendable
  func publishKeys(_ request: Request, _ context: RequestScope) async throws -> Response {
    let kept = try await keys.published(at: clock.now())
    let set = SigningKey.keySet(
      try kept.map { try JSONValue(parsing: $0.published.text.utf8) })
    return Response(
      status: .ok,
      headers: [
        .contentType: "application/jwk-set+json", .cacheControl: "public, max-age=300",
      ], body: ResponseBody(byteBuffer: ByteBuffer(string: set)))
  }
}
