import Contracts
import FoundationEssentials
import JWTKit

/// The public keys of an issuer, ready to check signatures with.
struct KeySet: Sendable {
  /// Signature algorithms that keys are read for; `none` and the symmetric ones never are.
  static let algorithms = ["ES256", "RS256", "PS256", "EdDSA"]

  /// What a public key may say of itself; anything private in a published set is not looked at.
  private static let publicMembers: Set<ExactText> = ["kty", "alg", "n", "e", "crv", "x", "y"]

  private struct Key: Sendable {
    /// Its `kid`, which is optional, and which several may share (RFC 7517, 4.5).
    let id: ExactText?
    let algorithm: any JWTAlgorithm
  }

  private var keys: [Key] = []

  /// How many keys a token is tried with: each costs a tenth of a millisecond, whoever sent it.
  private static let maxTries = 8

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

  /// Whether one of the keys that fit a token has signed it.
  func signed(_ token: SignedToken) -> Bool {
    fitting(token).contains { token.isSigned(by: $0.algorithm) }
  }

  func fits(_ token: SignedToken) -> Bool { !fitting(token).isEmpty }

  /// The keys that may have signed a token: those of its `kid`, then those without one; of a token
  /// that names none any of its algorithm.
  private func fitting(_ token: SignedToken) -> ArraySlice<Key> {
    let usable = keys.filter { $0.algorithm.name == token.algorithm }
    guard let id = token.keyID else { return usable.prefix(Self.maxTries) }
    let named = usable.filter { $0.id == id }
    return (named + usable.filter { $0.id == nil }).prefix(Self.maxTries)
  }

  private mutating func add(_ entry: JSONValue) async {
    guard case .object(let members) = entry,
      entry["use"] == nil || entry["use"] == "sig",
      let jwk = Self.decode(members)
    else { return }
    for algorithm in Self.algorithms {
      let collection = JWTKeyCollection()
      guard (try? await collection.add(jwk: jwk)) != nil,
        let key = try? await collection.getKey(for: Self.onlyOne, alg: algorithm),
        key.name == algorithm
      else { continue }
      keys.append(Key(id: entry["kid"]?.string.map { ExactText($0) }, algorithm: key))
    }
  }

  /// What a key is called while it is alone in a collection, which takes none without a name.
  private static let onlyOne: JWKIdentifier = "key"

  private static func decode(_ members: [JSONValue.Member]) -> JWK? {
    var writer = JSONWriter()
    let known = members.filter { publicMembers.contains($0.name) }
    JSONValue.object(known + [.init("kid", .string(onlyOne.string))]).write(to: &writer)
    return try? JSONDecoder().decode(JWK.self, from: Data(writer.bytes))
  }
}
