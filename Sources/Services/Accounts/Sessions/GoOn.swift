import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension AccountsModule {
  /// The session of a browser, if it is not over.
  func liveSession(_ request: Request, at now: Date) async throws -> Session? {
    guard let session = try await session(of: request) else { return nil }
    return configuration.life.isLive(session, at: now) ? session : nil
  }

  /// The session of a browser, if there was one.
  func session(of request: Request) async throws -> Session? {
    guard let secret = cookies.login.secret(in: request) else { return nil }
    return try await database.readOne(FindSession(secret: secret))
  }

  /// To where somebody wanted, with a token anew; first to a page to choose on, if they have to.
  func goingOn(
    _ session: Session, to goal: String, at now: Date
  ) async throws -> Response {
    guard session.chosen != nil else {
      return .going(
        to: Address.signIn.below("switch").path + queryString([("return", goal)]))
    }
    return .going(to: goal, setting: [try await token(of: session, at: now)])
  }

  /// The cookie with a token of the session.
  func token(of session: Session, at now: Date) async throws -> String {
    guard let standing = session.chosen else { throw Problem.notFound }
    try await database.execute(NoteSeen(id: session.id, now: now))
    let expiry = configuration.life.tokenExpiry(of: session, at: now)
    let token = SessionToken(
      session: session.id, caller: session.profile.caller(as: standing),
      language: session.profile.language.flatMap { Language(rawValue: $0) },
      formKey: session.formKey, issuedAt: now, expiresAt: expiry)
    let signed = try token.signed(
      by: try await keys.signing(at: now),
      issuer: SessionToken.issuer(of: configuration.publicURL))
    return cookies.session.setting(signed, seconds: max(0, Int(expiry.timeIntervalSince(now))))
  }
}

extension Profile {
  func caller(as standing: Standing) -> Caller {
    Caller(
      subject: standing.subject.text, roles: standing.allRoles, name: name, givenName: givenName,
      familyName: familyName, email: email, phone: phone)
  }
}
