import FoundationEssentials
import JWTKit

/// The public keys of an issuer, ready to check signatures with.
struct KeySet: Sendable {
  /// Signature algorithms that are accepted; `none` and the symmetric ones never are.
  static let algorithms = ["ES256", "RS256", "EdDSA"]

  /// What a public key may say of itself; anything private in a published set is not looked at.
  private static let publicMembers: Set<String> = ["kty", "alg", "kid", "n", "e", "crv", "x", "y"]

  private var keys: [String: [String: any JWTAlgorithm]] = [:]

  struct Unusable: Error, CustomStringConvertible {
    var description: String
  }

  /// Reads a JSON Web Key Set (RFC 7517); keys for other purposes or algorithms are left out.
  ///
  /// - Throws: `Unusable` unless it holds at least one key that can check a signature.
  init(jwks: String) async throws {
    guard let document = try? JSONParser.parse(jwks.utf8),
      case .array(let entries) = document["keys"]
    else { throw Unusable(description: "this is no JSON Web Key Set") }
    for entry in entries.prefix(100) { await add(entry) }
    guard !keys.isEmpty else { throw Unusable(description: "the key set has no usable key") }
  }

  /// The key for a token's `kid` and `alg`; a token without `kid` fits a set of one key.
  func key(id: String?, algorithm: String) -> (any JWTAlgorithm)? {
    let candidates = id.map { keys[$0] } ?? (keys.count == 1 ? keys.values.first : nil)
    return candidates?[algorithm]
  }

  func contains(id: String?) -> Bool { id.map { keys[$0] != nil } ?? (keys.count == 1) }

  private mutating func add(_ entry: JSONValue) async {
    guard case .object(let members) = entry, case .string(let id) = entry["kid"],
      entry["use"] == nil || entry["use"] == "sig",
      let jwk = Self.decode(members)
    else { return }
    for algorithm in Self.algorithms {
      let collection = JWTKeyCollection()
      guard (try? await collection.add(jwk: jwk)) != nil,
        let key = try? await collection.getKey(for: JWKIdentifier(string: id), alg: algorithm),
        key.name == algorithm
      else { continue }
      keys[id, default: [:]][algorithm] = key
    }
  }

  private static func decode(_ members: [JSONValue.Member]) -> JWK? {
    var writer = JSONWriter()
    JSONValue.object(members.filter { publicMembers.contains($0.name) }).write(to: &writer)
    return try? JSONDecoder().decode(JWK.self, from: Data(writer.bytes))
  }
}
