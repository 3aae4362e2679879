import Contracts
public import FoundationEssentials

/// A signing key of our own with what a token issuer does: for `mcf up` and for tests.
///
/// Tokens are RFC 9068 access tokens, signed with ES256.
public struct LocalIssuer: Sendable {
  public let issuer: String
  public let audience: String
  public let key: SigningKey

  public var keyID: String { key.id }

  /// With a new key.
  public init(issuer: String, audience: String) {
    self.init(issuer: issuer, audience: audience, key: SigningKey())
  }

  /// With a key that was kept.
  ///
  /// - Throws: if `pem` is no P-256 private key.
  public init(issuer: String, audience: String, pem: String) throws {
    self.init(issuer: issuer, audience: audience, key: try SigningKey(pem: pem))
  }

  private init(issuer: String, audience: String, key: SigningKey) {
    self.issuer = issuer
    self.audience = audience
    self.key = key
  }

  /// The private key, to be kept where only its owner can read it.
  public var pem: String { key.pem }

  /// The public key as a JSON Web Key Set (RFC 7517).
  public var keySet: String { SigningKey.keySet([key.publicKey]) }

  /// A token for that caller; its `issuer` is this one whatever the caller says.
  public func token(
    for caller: Caller, at now: Date, lifetime seconds: Int = 3600
  ) throws -> String {
    try sign(claims(of: caller, at: now, lifetime: seconds))
  }

  /// The claims of a token, for tests that spoil one of them before signing.
  public func claims(of caller: Caller, at now: Date, lifetime seconds: Int) -> JSONValue {
    let issued = Int(now.timeIntervalSince1970)
    var members: [JSONValue.Member] = [
      .init("iss", .string(issuer)), .init("aud", .string(audience)),
      .init("sub", .string(caller.subject.text)), .init("client_id", "mcf-local"),
      .init("iat", .number(String(issued))), .init("exp", .number(String(issued + seconds))),
      .init("jti", .string(UUID().uuidString.lowercased())),
      .init("roles", .array(caller.roles.map(\.rawValue).sorted().map(JSONValue.string))),
    ]
    let personal = [
      ("name", caller.name), ("given_name", caller.givenName), ("family_name", caller.familyName),
      ("email", caller.email), ("phone_number", caller.phone),
    ]
    for (name, value) in personal {
      if let value { members.append(.init(name, .string(value))) }
    }
    return .object(members)
  }

  /// Signs any claims under a header of one's own.
  public func sign(_ claims: JSONValue, header: JSONValue? = nil) throws -> String {
    guard let header else { return try key.sign(claims, type: "at+jwt") }
    return try key.sign(claims, header: header)
  }
}
