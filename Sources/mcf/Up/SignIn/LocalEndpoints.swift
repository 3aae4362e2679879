import Contracts
import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit

/// Where the local provider is asked what.
enum LocalEndpoint: String {
  case discovery = "/.well-known/openid-configuration"
  case authorize = "/authorize"
  case token = "/token"
  case userinfo = "/userinfo"
  case keys = "/jwks.json"
  case endSession = "/end-session"

  var path: String { rawValue }
}

/// What programs ask the local provider: an OpenID provider by the code flow with PKCE.
struct LocalEndpoints: Sendable {
  let issuer: LocalIssuer
  let url: String
  let client: LocalClient
  let grants: LocalGrants
  let clock: Clock

  func addRoutes(to router: Router<BasicRequestContext>) {
    router.get(RouterPath(LocalEndpoint.discovery.path)) { _, _ in json(discovery) }
    router.get(RouterPath(LocalEndpoint.keys.path)) { [keySet = issuer.keySet] _, _ in
      Response(
        status: .ok, headers: [.contentType: "application/jwk-set+json"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: keySet)))
    }
    router.post(RouterPath(LocalEndpoint.token.path)) { request, _ in try await token(request) }
    router.get(RouterPath(LocalEndpoint.userinfo.path)) { request, _ in userinfo(request) }
    router.get(RouterPath(LocalEndpoint.endSession.path)) { request, _ in try endSession(request) }
  }

  /// OpenID Connect Discovery 1.0, 3.
  private var discovery: JSONValue {
    [
      "issuer": .string(issuer.issuer),
      "authorization_endpoint": .string(url + LocalEndpoint.authorize.path),
      "token_endpoint": .string(url + LocalEndpoint.token.path),
      "userinfo_endpoint": .string(url + LocalEndpoint.userinfo.path),
      "jwks_uri": .string(url + LocalEndpoint.keys.path),
      "end_session_endpoint": .string(url + LocalEndpoint.endSession.path),
      "response_types_supported": ["code"], "grant_types_supported": ["authorization_code"],
      "subject_types_supported": ["public"],
      "id_token_signing_alg_values_supported": ["ES256"],
      "token_endpoint_auth_methods_supported": ["client_secret_basic"],
      "code_challenge_methods_supported": ["S256"],
      "scopes_supported": ["openid", "profile", "email", "phone"],
      "ui_locales_supported": .array(Language.allCases.map { .string($0.rawValue) }),
      "authorization_response_iss_parameter_supported": true,
    ]
  }

  /// A code for tokens (OpenID Connect Core 1.0, 3.1.3).
  private func token(_ request: Request) async throws -> Response {
    guard client.matches(authorization: request.headers[.authorization]) else {
      return Self.refusal("invalid_client", .unauthorized)
    }
    let form = try await request.urlEncodedForm()
    guard form.value("grant_type")?.string == "authorization_code" else {
      return Self.refusal("unsupported_grant_type")
    }
    func sent(_ name: String) -> String { form.value(name)?.string ?? "" }
    let grant = grants.redeem(
      ExactText(sent("code")), redirect: ExactText(sent("redirect_uri")),
      verifier: sent("code_verifier"))
    guard let grant else { return Self.refusal("invalid_grant") }
    let token = grants.accessToken(for: grant)
    var answer = json(
      [
        "access_token": .string(token), "token_type": "Bearer",
        "expires_in": .number(String(LocalGrants.tokenSeconds)),
        "id_token": .string(try idToken(of: grant, beside: token)),
      ] as JSONValue)
    answer.headers[.cacheControl] = "no-store"
    return answer
  }

  /// Who somebody is (OpenID Connect Core 1.0, 2).
  private func idToken(of grant: LocalGrants.Grant, beside token: String) throws -> String {
    let now = Int(clock.now().timeIntervalSince1970)
    let digest = SHA256.hash(data: Array(token.utf8))
    let own: [JSONValue.Member] = [
      .init("iss", .string(issuer.issuer)), .init("aud", .string(client.id)),
      .init("iat", .number(String(now))),
      .init("exp", .number(String(now + LocalGrants.tokenSeconds))),
      .init("auth_time", .number(String(Int(grant.madeAt.timeIntervalSince1970)))),
      .init("at_hash", .string(base64URL(digest.prefix(16)))),
    ]
    let nonce = grant.request.nonce.map { [JSONValue.Member("nonce", .string($0))] } ?? []
    return try issuer.key.sign(.object(own + nonce + grant.cat.claims), type: "JWT")
  }

  private func userinfo(_ request: Request) -> Response {
    let sent = request.headers[.authorization]?.split(separator: " ") ?? []
    guard sent.count == 2, let cat = grants.cat(of: ExactText(String(sent[1]))) else {
      return Self.refusal("invalid_token", .unauthorized)
    }
    return json(JSONValue.object(cat.claims))
  }

  /// Nobody stays signed in here: who is sent is led back (OpenID Connect RP-Initiated Logout 1.0).
  private func endSession(_ request: Request) throws -> Response {
    let query = QueryForm(query: request.uri.query)
    guard let back = query.sent("post_logout_redirect_uri"), client.isOwn(back) else {
      throw Problem.malformed("post_logout_redirect_uri must be on \(client.site).")
    }
    let state = query.sent("state").map { [("state", $0)] } ?? []
    return Response(status: .seeOther, headers: [.location: back + queryString(state)])
  }

  /// RFC 6749, 5.2.
  private static func refusal(
    _ error: String, _ status: HTTPResponse.Status = .badRequest
  ) -> Response {
    json(["error": .string(error)] as JSONValue, status: status)
  }
}
