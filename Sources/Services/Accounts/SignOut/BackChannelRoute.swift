import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension AccountsModule {
  /// `POST /sign-in/backchannel`: a provider tells that somebody has left.
  @Sendable
  func takeLogout(_ request: Request, _ context: RequestScope) async throws -> Response {
    let form = try await request.urlEncodedForm()
    guard let token = form.value(LogoutToken.field)?.string else {
      throw Problem.malformed("There is no logout_token.")
    }
    let now = clock.now()
    let line = line(addressedBy: token)
    do {
      let isNew = try await hear(try await logout(token, of: line, at: now), at: now)
      AccountsMetrics.countLogout(isNew ? "heard" : "repeated", of: line?.provider.id)
    } catch SignInFault.unproven(let cause) {
      AccountsMetrics.countLogout("refused", of: line?.provider.id)
      throw Problem.logoutRefused(cause)
    } catch SignInFault.providerAway(let cause) {
      AccountsMetrics.countLogout("provider_away", of: line?.provider.id)
      throw Problem.unavailable("provider-away", cause)
    }
    return Response(status: .ok, headers: [.cacheControl: "no-store"])
  }

  /// - Throws: `unproven`, `providerAway`.
  private func logout(
    _ token: String, of line: ProviderLine?, at now: Date
  ) async throws -> LogoutToken {
    guard let line else { throw SignInFault.unproven("it is of no provider of ours") }
    do {
      let proven = try await line.keys.claims(of: token, .logout)
      return try LogoutToken(proven.claims, from: line.provider, at: now)
    } catch ProviderKeys.Failure.keysAway {
      throw SignInFault.providerAway("The provider's keys are not at hand.")
    } catch ProviderKeys.Failure.refused(let reason) {
      throw SignInFault.unproven("the token \(reason)")
    }
  }

  /// Whose keys a token is to be held against, by what it claims.
  private func line(addressedBy token: String) -> ProviderLine? {
    guard let claims = JSONValue(unprovenClaimsOf: token) else { return nil }
    return configuration.providers.compactMap { lines[$0.id] }.first { line in
      (try? claims.checkIssuer(line.provider)) != nil
    }
  }

  /// Ends what it tells of.
  ///
  /// - Returns: whether it is the first time. Told again it would end sessions that have begun since;
  ///   who has not heard our answer repeats it, and is answered the same.
  private func hear(_ logout: LogoutToken, at now: Date) async throws -> Bool {
    try await database.withTransaction { transaction in
      try await transaction.execute(TakeTurn(provider: logout.provider))
      guard try await transaction.one(KeepHeard(logout: logout, now: now)) != nil else {
        return false
      }
      let ended = try await transaction.execute(
        EndOfProvider(
          provider: logout.provider, sid: logout.sid, sub: logout.sub, now: now))
      transaction.afterCommit { AccountsMetrics.count(.providerLogout, ended.count) }
      return true
    }
  }
}

extension Problem {
  fileprivate static func logoutRefused(_ cause: String) -> Problem {
    var problem = Problem.malformed("The logout token is not good.")
    problem.cause = cause
    return problem
  }
}

// A logout may be heard before the session is kept that it is of. Whichever comes second sees the
// other: what is heard of a provider and who signs in through it take turns.

/// Waits for who is being signed in, and makes others wait.
struct TakeTurn: Statement {
  static let sql = "select pg_advisory_xact_lock(hashtextextended('accounts logout ' || $1, 0))"

  let provider: ExactText
  var bindings: Bindings { [provider] }
}

/// Waits for logouts that are being heard; those who sign in do not wait for each other.
struct ShareTurn: Statement {
  static let sql =
    "select pg_advisory_xact_lock_shared(hashtextextended('accounts logout ' || $1, 0))"

  let provider: ExactText
  var bindings: Bindings { [provider] }
}

/// A row unless it was heard before.
struct KeepHeard: Statement {
  static let sql = """
    insert into accounts.heard_logout (provider, jti, at, provider_sid, provider_sub, said_at)
    values ($1, $2, $3, $4, $5, $6)
    on conflict do nothing
    returning true
    """

  let logout: LogoutToken
  let now: Date
  var bindings: Bindings {
    [logout.provider, logout.jti, now, logout.sid, logout.sub, logout.saidAt]
  }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

/// A row if a session's end was heard already; what it ends is as `EndOfProvider` says.
struct FindHeard: Statement {
  static let sql = """
    select true
    from   accounts.heard_logout
    where  provider = $1
    and    said_at >= $4
    and    (provider_sid = $2
            or (provider_sid is null or $2::text is null) and provider_sub = $3)
    limit  1
    """

  let provider: ExactText
  let sid: ExactText?
  let sub: ExactText
  /// When the provider said who it is, by its own clock as well.
  let since: Date
  var bindings: Bindings { [provider, sid, sub, since] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}
