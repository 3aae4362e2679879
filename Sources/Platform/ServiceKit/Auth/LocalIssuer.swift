import Contracts
import Crypto
public import FoundationEssentials

/// A signing key of our own with what a token issuer does: for `mcf up` and for tests.
///
/// Tokens are RFC 9068 access tokens, signed with ES256.
public struct LocalIssuer: Sendable {
  public let issuer: String
  public let audience: String
  public let keyID: String
  private let key: P256.Signing.PrivateKey

  /// With a new key.
  public init(issuer: String, audience: String) {
    self.init(issuer: issuer, audience: audience, key: P256.Signing.PrivateKey())
  }

  /// With a key that was kept.
  ///
  /// - Throws: if `pem` is no P-256 private key.
  public init(issuer: String, audience: String, pem: String) throws {
    let key = try P256.Signing.PrivateKey(pemRepresentation: pem)
    self.init(issuer: issuer, audience: audience, key: key)
  }

  private init(issuer: String, audience: String, key: P256.Signing.PrivateKey) {
    self.issuer = issuer
    self.audience = audience
    self.key = key
    keyID = base64URL(SHA256.hash(data: key.publicKey.rawRepresentation).prefix(12))
  }

  /// The private key, to be kept where only its owner can read it.
  public var pem: String { key.pemRepresentation }

  /// The public key as a JSON Web Key Set (RFC 7517).
  public var keySet: String {
    let point = key.publicKey.rawRepresentation
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("keys")
    writer.beginArray()
    writer.beginObject()
    writer.field("kty", "EC")
    writer.field("crv", "P-256")
    writer.field("use", "sig")
    writer.field("alg", "ES256")
    writer.field("kid", keyID)
    writer.field("x", base64URL(point.prefix(32)))
    writer.field("y", base64URL(point.suffix(32)))
    writer.endObject()
    writer.endArray()
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self)
  }

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
    let header =
      header ?? ["alg": "ES256", "typ": "at+jwt", "kid": .string(keyID)]
    let input = [header, claims].map { part in
      var writer = JSONWriter()
      part.write(to: &writer)
      return base64URL(writer.bytes)
    }.joined(separator: ".")
    let signature = try key.signature(for: Array(input.utf8))
    return input + "." + base64URL(signature.rawRepresentation)
  }
}
