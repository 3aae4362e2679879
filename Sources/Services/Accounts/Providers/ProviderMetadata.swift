import Contracts
import ServiceKit

/// What a provider says of itself (OpenID Connect Discovery 1.0, 3).
struct ProviderMetadata: Sendable {
  let authorization: String
  let token: String
  let keys: String
  let userinfo: String?
  let endSession: String?
  /// Whether every answer to a browser names the issuer (RFC 9207).
  let namesIssuer: Bool

  /// - Throws: ``Unusable``.
  init(_ document: JSONValue, of provider: Provider) throws(Unusable) {
    guard let name = document["issuer"]?.string, ExactText(name) == provider.issuer else {
      throw Unusable(description: "its description is of another issuer")
    }
    func endpoint(_ name: String) throws(Unusable) -> String? {
      guard let url = document[name]?.string else { return nil }
      // One from afar leads to nothing that is not encrypted.
      guard Provider.isTrustworthy(url), url.isHTTPS || !provider.discoveryURL.isHTTPS else {
        throw Unusable(description: "\(name) is not https")
      }
      return url
    }
    guard let authorization = try endpoint("authorization_endpoint"),
      let token = try endpoint("token_endpoint"), let keys = try endpoint("jwks_uri")
    else { throw Unusable(description: "its description lacks an endpoint") }
    self.authorization = authorization
    self.token = token
    self.keys = keys
    userinfo = try endpoint("userinfo_endpoint")
    endSession = try endpoint("end_session_endpoint")
    namesIssuer = document["authorization_response_iss_parameter_supported"] == .bool(true)
  }

  /// Why it cannot be used.
  struct Unusable: Error, CustomStringConvertible {
    let description: String
  }
}

extension String {
  fileprivate var isHTTPS: Bool { prefix(8).lowercased() == "https://" }
}
