import Contracts
import Crypto
import FoundationEssentials

/// A P-256 key that signs tokens with ES256 (RFC 7518, 3.4), and what others check them by.
public struct SigningKey: Sendable {
  /// Its `kid`, made of the public key.
  public let id: String
  private let key: P256.Signing.PrivateKey

  /// A new one.
  public init() { self.init(P256.Signing.PrivateKey()) }

  /// One that was kept.
  ///
  /// - Throws: if `pem` is no P-256 private key.
  public init(pem: String) throws {
    self.init(try P256.Signing.PrivateKey(pemRepresentation: pem))
  }

  private init(_ key: P256.Signing.PrivateKey) {
    self.key = key
    id = base64URL(SHA256.hash(data: key.publicKey.rawRepresentation).prefix(12))
  }

  /// The private key, to be kept where only its owner can read it.
  public var pem: String { key.pemRepresentation }

  /// The public key as a JSON Web Key (RFC 7517).
  public var publicKey: JSONValue {
    let point = key.publicKey.rawRepresentation
    return [
      "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": .string(id),
      "x": .string(base64URL(point.prefix(32))), "y": .string(base64URL(point.suffix(32))),
    ]
  }

  /// Public keys as a JSON Web Key Set.
  public static func keySet(_ publicKeys: [JSONValue]) -> String {
    (["keys": .array(publicKeys)] as JSONValue).text
  }

  /// A JWT of that type (RFC 7519).
  public func sign(_ claims: JSONValue, type: String) throws -> String {
    try sign(claims, header: ["alg": "ES256", "typ": .string(type), "kid": .string(id)])
  }

  /// The same under a header of one's own.
  func sign(_ claims: JSONValue, header: JSONValue) throws -> String {
    let input = [header, claims].map { base64URL($0.text.utf8) }.joined(separator: ".")
    let signature = try key.signature(for: Array(input.utf8))
    return input + "." + base64URL(signature.rawRepresentation)
  }
}
