import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

/// Somebody whose provider's word is proven.
struct Arrival: Sendable {
  var identification: Identification
  let idToken: String
  let visit: PublicVisit

  var provider: Provider { identification.provider }
  var sub: ExactText { identification.claims.exact("sub") ?? "" }
  /// When the provider said so, by its clock.
  let saidAt: Date
}

extension AccountsModule {
  static let idTokenColumn = "id_token"

  /// Begins a session with a new secret, whatever cookies there were, and ends the one that the browser
  /// had.
  ///
  /// - Throws: `SignInFault`, or what the database throws.
  func enter(_ arrival: Arrival, goingTo goal: String) async throws -> Response {
    let now = clock.now()
    let (id, secret) = (UUID.v7(at: now), Secret())
    let former = cookies.login.secret(in: arrival.visit.request)
    let sealed = try seal.seal(arrival.idToken, Self.idTokenColumn, of: id.wire)
    let session = try await database.withTransaction(retries: 3) { transaction in
      let sid = arrival.identification.claims.exact("sid")
      try await transaction.execute(ShareTurn(provider: arrival.provider.id))
      let heard = FindHeard(
        provider: arrival.provider.id, sid: sid, sub: arrival.sub, since: arrival.saidAt)
      guard try await transaction.one(heard) == nil else {
        throw SignInFault.over("the provider has ended that session already")
      }
      let (standings, known) = try await standings(of: arrival, in: transaction, at: now)
      if let former { try await end(former, in: transaction, at: now) }
      try await transaction.execute(
        KeepSession(
          id: id, secret: secret, provider: arrival.provider.id, sub: arrival.sub,
          sid: sid, standings: standings,
          profile: Profile(
            arrival.identification.claims, known: known.first, language: arrival.visit.language),
          idToken: sealed, browser: BrowserName(arrival.visit.request).text, now: now,
          expiresAt: configuration.life.expiry(of: standings, from: now)))
      return try await transaction.one(FindSession(secret: secret))
    }
    guard let session else { throw Problem.internalError(cause: "a session is not there") }
    var response = try await goingOn(session, to: goal, at: now)
    let seconds = Int(session.expiresAt.timeIntervalSince(now))
    response.set([cookies.login.setting(secret.text, seconds: seconds)])
    return response
  }

  /// Who they are here, which is kept for good, and what registers know of them.
  private func standings(
    of arrival: Arrival, in transaction: Transaction, at now: Date
  ) async throws -> ([Standing], [KnownPerson]) {
    let (identification, provider) = (arrival.identification, arrival.provider)
    let roles = identification.roles
    let links = try await transaction.execute(FindLinks(provider: provider.id, sub: arrival.sub))
    var people: [KnownPerson] = []
    if provider.subject == .email, let email = identification.verifiedEmail {
      people = try await transaction.execute(FindByEmail(roles: roles, email: email))
    }
    let findings = roles.map { identification.finding(as: $0, links: links, people: people) }
    let found = findings.compactMap { try? $0.get() }
    let known =
      found.isEmpty
      ? [] : try await transaction.execute(LockPersons(standpoints: found.map(\.standpoint)))
    let standings = try identification.standings(findings, known: known)
    for finding in found {
      guard let origin = finding.origin else { continue }
      transaction.enqueue(
        KeepLink(
          provider: provider.id, sub: arrival.sub, standpoint: finding.standpoint, by: origin,
          now: now))
    }
    return (standings, known)
  }

  private func end(_ secret: Secret, in transaction: Transaction, at now: Date) async throws {
    guard let former = try await transaction.one(FindSession(secret: secret)),
      try await transaction.one(EndSession(id: former.id, reason: .signedOut, now: now)) != nil
    else { return }
    transaction.afterCommit { AccountsMetrics.count(.signedOut) }
  }
}
