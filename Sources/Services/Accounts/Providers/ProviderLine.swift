import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import ServiceKit

/// What we ask a provider, each thing once: whatever goes wrong, somebody begins again.
struct ProviderLine: Sendable {
  let provider: Provider
  let description: ProviderDescription
  let keys: ProviderKeys

  init(
    to provider: Provider, keysIn store: any KeySetStore, clock: Clock, logger: Logger
  ) {
    self.provider = provider
    description = ProviderDescription(of: provider, clock: clock, logger: logger)
    keys = ProviderKeys(
      issuer: provider.issuer.text, source: description, store: store, clock: clock,
      logger: logger)
  }

  /// What a code is exchanged for.
  struct Tokens: Sendable {
    let idToken: String
    let accessToken: String?
  }

  /// - Throws: `unproven` if the provider does not take the code, `providerAway`.
  func tokens(
    for code: String, verifier: String, redirect: String
  ) async throws(SignInFault) -> Tokens {
    let url = try await description.metadata().token
    var fields = [
      ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect),
      ("code_verifier", verifier),
    ]
    if provider.authMethod != .basic { fields.append(("client_id", provider.clientID.text)) }
    if provider.authMethod == .post, let secret = provider.clientSecret {
      fields.append(("client_secret", secret))
    }
    var call = OutboundCall.post(
      Array(queryString(fields).utf8.dropFirst()), as: "application/x-www-form-urlencoded",
      to: url, within: ProviderDescription.patience)
    if provider.authMethod == .basic { call.headers[.authorization] = basic }
    let answer = try await send(call)
    guard answer.isSuccess else {
      throw .unproven("the provider does not take the code (\(answer.status.code))")
    }
    guard let document = try? JSONValue(parsing: answer.body),
      let idToken = document["id_token"]?.string
    else { throw .unproven("the provider has sent no ID token") }
    return Tokens(idToken: idToken, accessToken: document["access_token"]?.string)
  }

  /// The claims of an ID token that the provider's keys have signed.
  ///
  /// - Throws: `unproven`, `providerAway`.
  func proven(_ idToken: String) async throws(SignInFault) -> IDToken {
    do {
      let proven = try await keys.claims(of: idToken, .identity)
      return IDToken(claims: proven.claims, algorithm: proven.algorithm)
    } catch {
      switch error {
      case .refused(let reason): throw .unproven("the ID token \(reason)")
      case .keysAway: throw .providerAway("its keys are not at hand")
      }
    }
  }

  /// The same claims and what the provider tells of its user besides.
  ///
  /// - Parameter claims: of the ID token, which count first.
  /// - Throws: `unproven` if that is another user, `providerAway`.
  func completing(
    _ claims: JSONValue, with accessToken: String?
  ) async throws(SignInFault) -> JSONValue {
    guard let accessToken, let url = try await description.metadata().userinfo else {
      return claims
    }
    var call = OutboundCall(.get, url, within: ProviderDescription.patience)
    call.headers[.authorization] = "Bearer \(accessToken)"
    call.headers[.accept] = "application/json"
    let answer = try await send(call)
    // What a provider does not tell is not there.
    guard answer.isSuccess, let told = try? JSONValue(parsing: answer.body),
      case .object(let members) = told
    else { return claims }
    guard let sub = told.exact("sub"), sub == claims.exact("sub") else {
      throw .unproven("userinfo is of another user")
    }
    guard case .object(var own) = claims else { return claims }
    // Whether an address is verified is said of the address beside it.
    if claims["email_verified"] == nil, told["email_verified"] != nil {
      own.removeAll { $0.name == "email" }
    }
    let names = Set(own.map(\.name))
    return .object(own + members.filter { !names.contains($0.name) })
  }

  private func send(_ call: OutboundCall) async throws(SignInFault) -> OutboundAnswer {
    let answer: OutboundAnswer
    do {
      answer = try await ProviderDescription.client.send(call)
    } catch {
      throw .providerAway("\(error)")
    }
    guard answer.status.kind != .serverError else {
      throw .providerAway("it answers \(answer.status.code)")
    }
    return answer
  }

  /// Both parts are encoded as in forms before they are joined (RFC 6749, 2.3.1).
  private var basic: String {
    func encoded(_ text: String) -> String {
      String(queryString([("", text)]).dropFirst(2))
    }
    let pair = encoded(provider.clientID.text) + ":" + encoded(provider.clientSecret ?? "")
    return "Basic " + Data(pair.utf8).base64EncodedString()
  }
}
