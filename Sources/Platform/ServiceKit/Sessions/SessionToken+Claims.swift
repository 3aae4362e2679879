import Contracts
import FoundationEssentials

extension SessionToken {
  /// Signs it, under the header's type of its own.
  ///
  /// - Parameter issuer: see ``issuer(of:)``.
  /// - Returns: at most ``maxBytes``: names are shortened as much as that takes; if it does not fit
  ///   without any, the phone is left out, then the e-mail.
  /// - Throws: `TooLong` if the subject alone does not fit.
  public func signed(by key: SigningKey, issuer: String) throws -> String {
    var callers = stride(from: Caller.nameLength, through: 0, by: -10)
      .map { caller.named(within: $0) }
    var bare = caller.named(within: 0)
    bare.phone = nil
    callers.append(bare)
    bare.email = nil
    callers.append(bare)
    for caller in callers {
      let token = try key.sign(claims(of: caller, issuer: issuer), type: Self.type)
      if token.utf8.count <= Self.maxBytes { return token }
    }
    throw TooLong()
  }

  private func claims(of caller: Caller, issuer: String) -> JSONValue {
    let required: [JSONValue.Member] = [
      .init("iss", .string(issuer)), .init("aud", .string(Self.audience)),
      .init("sub", .string(caller.subject.text)),
      .init("roles", .array(caller.roles.map(\.rawValue).sorted().map(JSONValue.string))),
      .init("sid", .string(session.wire)), .init("fk", .string(formKey)),
      .init("iat", .number(Self.seconds(issuedAt))), .init("exp", .number(Self.seconds(expiresAt))),
    ]
    let known = [
      ("name", caller.name), ("given_name", caller.givenName), ("family_name", caller.familyName),
      ("email", caller.email), ("phone_number", caller.phone), ("lang", language?.rawValue),
    ]
    return .object(
      required
        + known.compactMap { name, value in value.map { JSONValue.Member(name, .string($0)) } })
  }

  private static func seconds(_ date: Date) -> String { String(Int(date.timeIntervalSince1970)) }
}

extension SessionToken {
  /// What a token says that has been found to be signed.
  ///
  /// - Throws: `SignedToken.Refusal` for another issuer or audience, one that is over or has not
  ///   begun, and one that does not say all that a session's says.
  init(
    _ token: SignedToken, issuer: String, at now: Date
  ) throws(SignedToken.Refusal) {
    let expiry = try token.check(
      issuer: issuer, audience: Self.audience, at: now.timeIntervalSince1970)
    guard let issued = token.time("iat") else {
      throw SignedToken.Refusal(reason: "does not say when it was made")
    }
    guard issued <= now.timeIntervalSince1970 + SignedToken.leeway else {
      throw SignedToken.Refusal(reason: "is not valid yet")
    }
    guard expiry - issued <= Self.longest else {
      throw SignedToken.Refusal(reason: "is good for too long")
    }
    guard let session = token.text("sid").flatMap(UUID.init(uuidString:)) else {
      throw SignedToken.Refusal(reason: "does not say of which session it is")
    }
    guard let formKey = token.text("fk"), !formKey.isEmpty else {
      throw SignedToken.Refusal(reason: "has no key for forms")
    }
    self.init(
      session: session, caller: try token.caller(),
      language: token.text("lang").flatMap(Language.init(rawValue:)), formKey: formKey,
      issuedAt: Date(timeIntervalSince1970: issued),
      expiresAt: Date(timeIntervalSince1970: expiry))
  }
}
