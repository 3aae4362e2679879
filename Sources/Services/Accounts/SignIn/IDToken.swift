import Contracts
import Crypto
import FoundationEssentials
import ServiceKit

/// The claims of an ID token whose signature is the provider's, held against what was asked for
/// (OpenID Connect Core 1.0, 3.1.3.7); the callback's second half.
struct IDToken: Sendable {
  let claims: JSONValue
  let algorithm: String

  /// How far clocks may be apart, in seconds.
  static let leeway: TimeInterval = 60

  /// - Parameters:
  ///   - accessToken: the one that came with it, if one did.
  ///   - start: since when it is awaited: no older one is meant.
  /// - Throws: `unproven`, naming the first thing that is wrong.
  func check(
    from provider: Provider, nonce: ExactText?, accessToken: String?, since start: Date,
    at now: Date
  ) throws(SignInFault) {
    try claims.checkIssuer(provider)
    let now = now.timeIntervalSince1970
    guard let expiry = claims.time("exp") else { throw .unproven("no exp") }
    guard now < expiry + Self.leeway else { throw .unproven("the ID token has expired") }
    guard let issued = claims.time("iat") else { throw .unproven("no iat") }
    guard issued <= now + Self.leeway else { throw .unproven("the ID token is of the future") }
    guard issued >= start.timeIntervalSince1970 - Self.leeway else {
      throw .unproven("the ID token is older than the attempt")
    }
    if claims["nbf"] != nil {
      guard let begins = claims.time("nbf"), begins <= now + Self.leeway else {
        throw .unproven("the ID token is not good yet")
      }
    }
    guard claims.exact("nonce") == nonce else { throw .unproven("another nonce") }
    guard let sub = claims.exact("sub"), sub.isSubject else { throw .unproven("no sub") }
    _ = try claims.short("sid")
    try checkHash(of: accessToken)
  }

  /// The same of a token that somebody has at hand, of whose attempt nothing is known.
  func checkAlone(from provider: Provider, at now: Date) throws(SignInFault) {
    guard case .object(let members) = claims else { throw .unproven("it has no claims") }
    let bare = members.filter { $0.name != "at_hash" }
    try IDToken(claims: .object(bare), algorithm: algorithm).check(
      from: provider, nonce: claims.exact("nonce"), accessToken: nil, since: .distantPast,
      at: now)
  }

  private func checkHash(of accessToken: String?) throws(SignInFault) {
    guard let hash = claims.exact("at_hash") else { return }
    guard let accessToken, hash == Self.half(of: accessToken, algorithm) else {
      throw .unproven("at_hash is of another access token")
    }
  }

  /// The left half of a digest of the size that the algorithm signs.
  static func half(of accessToken: String, _ algorithm: String) -> ExactText {
    let bytes = Array(accessToken.utf8)
    return algorithm == "EdDSA"
      ? ExactText(base64URL(SHA512.hash(data: bytes).prefix(32)))
      : ExactText(base64URL(SHA256.hash(data: bytes).prefix(16)))
  }
}

extension ExactText {
  /// Whether somebody may be called so: a control character takes six bytes in a token, and tables
  /// take no zero.
  var isSubject: Bool {
    (1...255).contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 0x20 }
  }
}

extension JSONValue {
  /// What a token claims that nobody has checked; nil: it is none.
  init?(unprovenClaimsOf token: String) {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = base64URLDecoded(parts[1]),
      let claims = try? JSONValue(parsing: bytes)
    else { return nil }
    self = claims
  }

  /// Whose token it is, and that it is for us alone.
  ///
  /// - Throws: `unproven`.
  func checkIssuer(_ provider: Provider) throws(SignInFault) {
    guard exact("iss") == provider.issuer else { throw .unproven("another issuer") }
    guard ClaimPath("aud").texts(in: self).contains(provider.clientID) else {
      throw .unproven("it is for another audience")
    }
    guard self["azp"] == nil || exact("azp") == provider.clientID else {
      throw .unproven("it was issued to another party")
    }
  }

  /// Seconds since 1970 in a claim.
  func time(_ claim: String) -> TimeInterval? {
    guard case .number(let text) = self[claim] else { return nil }
    return Double(text)
  }

  /// The same of one that is kept.
  ///
  /// - Throws: `unproven` for one that is empty or longer than any.
  func short(_ claim: String) throws(SignInFault) -> ExactText? {
    guard let text = exact(claim) else { return nil }
    guard (1...512).contains(text.text.utf8.count) else {
      throw .unproven("\(claim) is no \(claim)")
    }
    return text
  }

  /// A claim that is text and is compared.
  func exact(_ claim: String) -> ExactText? { self[claim]?.string.map { ExactText($0) } }
}
