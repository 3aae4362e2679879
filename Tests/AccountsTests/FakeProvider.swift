import Contracts
import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import Synchronization
import TestSupport

@testable import Accounts

/// An OpenID provider that lies as it is told.
final class FakeProvider: Sendable {
  /// What somebody has approved, by its code.
  struct Grant: Sendable {
    let challenge: String
    let redirect: String
    let client: String
    /// The ID token; nil: none is sent.
    let idToken: String?
    let accessToken: String
    let userinfo: JSONValue
  }

  struct State: Sendable {
    var issuer = ""
    /// nil: as the issuer.
    var saysItIs: String?
    var namesIssuer = false
    var hasEndSession = true
    var keySet = ""
    var grants: [String: Grant] = [:]
    /// Bodies of what was sent to the token endpoint.
    var exchanges: [String] = []
    var authorizations: [String] = []
    var answersTokensWith: Int?
    /// How its client has to prove itself.
    var authMethod = Provider.AuthMethod.basic
    var isSlow = false
    /// Whether it does not get to saying what it is.
    var isMute = false
    var descriptionFetches = 0
    var isDead = false
    var keyFetches = 0

    /// Whether it is the client, by what was sent with a code.
    func isProven(_ fields: [String: String], _ authorization: String) -> Bool {
      let isNamed = authorization.isEmpty && fields["client_id"] == FakeProvider.client
      switch authMethod {
      case .basic:
        let pair = Data("mcf%20client:s%3Acret".utf8).base64EncodedString()
        return authorization == "Basic \(pair)" && fields["client_secret"] == nil
      case .post: return isNamed && fields["client_secret"] == "s:cret"
      case .none: return isNamed && fields["client_secret"] == nil
      }
    }
  }

  let state = Mutex(State())

  func change(_ body: @Sendable (inout State) -> Void) { state.withLock { body(&$0) } }
  var now: State { state.withLock { $0 } }

  func respond(_ request: Request) async throws -> Response {
    let state = now
    if state.isDead { return Response(status: .serviceUnavailable) }
    if state.isSlow, request.uri.path == "/token" { try await Task.sleep(for: .seconds(8)) }
    switch request.uri.path {
    case "/.well-known/openid-configuration":
      change { $0.descriptionFetches += 1 }
      if state.isMute { try await Task.sleep(for: .seconds(8)) }
      return Self.json(Self.description(state))
    case "/jwks":
      change { $0.keyFetches += 1 }
      return Self.text(state.keySet)
    case "/token": return try await exchange(request)
    case "/userinfo":
      let token = request.headers[.authorization]?.split(separator: " ").last.map(String.init)
      guard let grant = state.grants.values.first(where: { $0.accessToken == token }) else {
        return Response(status: .unauthorized)
      }
      return Self.json(grant.userinfo)
    default: return Response(status: .notFound)
    }
  }

  private static func description(_ state: State) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("issuer", .string(state.saysItIs ?? state.issuer)),
      .init("authorization_endpoint", .string(state.issuer + "/authorize?tenant=1")),
      .init("token_endpoint", .string(state.issuer + "/token")),
      .init("jwks_uri", .string(state.issuer + "/jwks")),
      .init("userinfo_endpoint", .string(state.issuer + "/userinfo")),
      .init("authorization_response_iss_parameter_supported", .bool(state.namesIssuer)),
    ]
    if state.hasEndSession {
      members.append(.init("end_session_endpoint", .string(state.issuer + "/logout")))
    }
    return .object(members)
  }

  /// A code is good once, for who began with the challenge of its verifier.
  private func exchange(_ request: Request) async throws -> Response {
    let body = String(buffer: try await request.body.collect(upTo: 65_536))
    let fields = Self.fields(body)
    let authorization = request.headers[.authorization] ?? ""
    let grant = state.withLock { state in
      state.exchanges.append(body)
      state.authorizations.append(authorization)
      return state.grants[fields["code"] ?? ""]
    }
    if let status = now.answersTokensWith { return Response(status: .init(code: status)) }
    let verifier = Array((fields["code_verifier"] ?? "").utf8)
    guard let grant, grant.client == FakeProvider.client, now.isProven(fields, authorization),
      fields["redirect_uri"] == grant.redirect, fields["grant_type"] == "authorization_code",
      grant.challenge == base64URL(SHA256.hash(data: verifier))
    else { return Response(status: .badRequest) }
    change { $0.grants[fields["code"] ?? ""] = nil }
    change { $0.grants["used " + grant.accessToken] = grant }
    var members: [JSONValue.Member] = [
      .init("access_token", .string(grant.accessToken)), .init("token_type", "Bearer"),
    ]
    if let idToken = grant.idToken { members.append(.init("id_token", .string(idToken))) }
    return Self.json(.object(members))
  }

  static let client = "mcf client"

  /// Of a form's body or an address.
  static func fields(_ text: String) -> [String: String] {
    let query = text.split(separator: "?").last.map(String.init) ?? ""
    var fields: [String: String] = [:]
    for pair in query.split(separator: "&") {
      let halves = pair.split(separator: "=", omittingEmptySubsequences: false)
      guard halves.count == 2 else { continue }
      let value = halves[1].replacing("+", with: " ")
      fields[String(halves[0])] = String(value).removingPercentEncoding ?? ""
    }
    return fields
  }

  private static func json(_ value: JSONValue) -> Response { text(value.text) }

  private static func text(_ text: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}

extension String {
  /// Without FoundationEssentials' own, which not every platform has.
  fileprivate var removingPercentEncoding: String? {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        return nil
      }
      bytes.append(code)
      rest = rest.dropFirst(2)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
