import Contracts
import FoundationEssentials
import JWTKit

/// A signed JWT of a certain kind (RFC 7519), taken apart and not yet believed.
struct SignedToken {
  let algorithm: String
  let keyID: ExactText?
  let claims: JSONValue
  private let signedPart: [UInt8]
  private let signature: [UInt8]

  /// Why a token is not good; safe to tell its bearer.
  struct Refusal: Error, Equatable {
    var reason: String
  }

  /// What a token is for, by its `typ`: none of one kind passes for another (RFC 8725, 3.11).
  struct Kind: Sendable {
    let name: String
    let type: String
    /// Those of providers need not say what they are; then they may say no more than that they are
    /// JWTs.
    var saysItsType = true
    /// `none` and the symmetric ones are accepted of no kind.
    var algorithms = ["ES256", "RS256", "EdDSA"]
    /// In bytes.
    var maxLength = 8 * 1024

    /// RFC 9068.
    static let access = Kind(name: "an access token", type: "at+jwt")
    static let session = Kind(name: "a session token", type: SessionToken.type)
    /// OpenID Connect Core 1.0, 2.
    static let identity = Kind(
      name: "an ID token", type: "jwt", saysItsType: false, algorithms: KeySet.algorithms,
      // Some list all groups that somebody is in; it comes in no request's head.
      maxLength: 32 * 1024)
    /// OpenID Connect Back-Channel Logout 1.0, 2.4.
    static let logout = Kind(
      name: "a logout token", type: "logout+jwt", saysItsType: false,
      algorithms: KeySet.algorithms)

    func includes(_ header: JSONValue) -> Bool {
      guard case .string(let sent) = header["typ"] else {
        return !saysItsType && header["typ"] == nil
      }
      let types = saysItsType ? [type] : [type, "jwt"]
      return types.flatMap { [$0, "application/" + $0] }.map { ExactText($0) }
        .contains(ExactText(sent.lowercased()))
    }
  }

  init(_ token: String, as kind: Kind) throws(Refusal) {
    guard token.utf8.count <= kind.maxLength else { throw Refusal(reason: "is too long") }
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Self.json(parts[0]), let claims = Self.json(parts[1]),
      let signature = base64URLDecoded(parts[2])
    else { throw Refusal(reason: "is not a JWT") }
    guard case .string(let algorithm) = header["alg"], kind.algorithms.contains(algorithm) else {
      throw Refusal(reason: "is signed with an algorithm that is not accepted")
    }
    guard kind.includes(header) else {
      throw Refusal(reason: "is not \(kind.name) (typ must be \(kind.type))")
    }
    // RFC 7515, 4.1.11: what must be understood and is not makes the token invalid.
    guard header["crit"] == nil else { throw Refusal(reason: "has critical extensions") }
    self.algorithm = algorithm
    if case .string(let id) = header["kid"] { keyID = ExactText(id) } else { keyID = nil }
    self.claims = claims
    signedPart = Array(token.utf8.prefix(parts[0].utf8.count + 1 + parts[1].utf8.count))
    self.signature = signature
  }

  private static func json(_ part: Substring) -> JSONValue? {
    guard let bytes = base64URLDecoded(part), let value = try? JSONParser.parse(bytes),
      case .object = value
    else { return nil }
    return value
  }

  func isSigned(by key: any JWTAlgorithm) -> Bool {
    (try? key.verify(signature, signs: signedPart)) ?? false
  }

  /// Seconds since 1970 in a claim; the grammar allows fractions.
  func time(_ claim: String) -> TimeInterval? {
    guard case .number(let text) = claims[claim] else { return nil }
    return Double(text)
  }

  /// Checks issuer, audience and times.
  ///
  /// - Returns: when it expires.
  func check(
    issuer: String, audience: String, at now: TimeInterval
  ) throws(Refusal) -> TimeInterval {
    guard claims["iss"] == .string(issuer) else { throw Refusal(reason: "is from another issuer") }
    guard isFor(audience) else { throw Refusal(reason: "is for another audience") }
    guard let expiry = time("exp") else { throw Refusal(reason: "does not say when it expires") }
    guard now < expiry else { throw Refusal(reason: "has expired") }
    if claims["nbf"] != nil {
      guard let start = time("nbf") else { throw Refusal(reason: "has a malformed nbf") }
      guard now >= start - Self.leeway else { throw Refusal(reason: "is not valid yet") }
    }
    return expiry
  }

  /// How far the issuer's clock may be ahead of ours, in seconds.
  static let leeway: TimeInterval = 30

  private func isFor(_ audience: String) -> Bool {
    switch claims["aud"] {
    case .string(let name): ExactText(name) == ExactText(audience)
    case .array(let names): names.contains(.string(audience))
    default: false
    }
  }

  /// Who calls, by the claims.
  func caller() throws(Refusal) -> Caller {
    guard let subject = text("sub"), !subject.isEmpty, subject.utf8.count <= 255 else {
      throw Refusal(reason: "does not say whom it is about")
    }
    return Caller(
      subject: subject, roles: roles, name: text("name"), givenName: text("given_name"),
      familyName: text("family_name"), email: text("email"), phone: text("phone_number"))
  }

  /// Roles that are not ours belong to other systems and are left out.
  private var roles: Set<Role> {
    guard case .array(let names) = claims["roles"] else { return [] }
    return Set(
      names.compactMap { name in
        guard case .string(let text) = name else { return nil }
        return Role(rawValue: text)
      })
  }

  func text(_ claim: String) -> String? {
    guard case .string(let text) = claims[claim] else { return nil }
    return text
  }
}
