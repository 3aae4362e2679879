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
    do {
      let (provider, logout) = try await logout(token, at: now)
      try await end(logout, of: provider, at: now)
    } catch let fault as SignInFault {
      throw Problem.malformed("The logout token is not good: \(fault).")
    }
    return Response(status: .ok, headers: [.cacheControl: "no-store"])
  }

  /// - Throws: `SignInFault`; a 503 problem when the provider's keys are not at hand.
  private func logout(
    _ token: String, at now: Date
  ) async throws -> (Provider, LogoutToken) {
    guard let line = line(addressedBy: token) else {
      throw SignInFault.unproven("it is of no provider of ours")
    }
    do {
      let proven = try await line.keys.claims(of: token, .logout)
      let logout = try LogoutToken(proven.claims, from: line.provider, at: now)
      return (line.provider, logout)
    } catch ProviderKeys.Failure.keysAway {
      throw Problem.unavailable("provider-away", "The provider's keys are not at hand.")
    } catch ProviderKeys.Failure.refused(let reason) {
      throw SignInFault.unproven(reason)
    }
  }

  /// Whose keys a token is to be held against, by what it claims.
  private func line(addressedBy token: String) -> ProviderLine? {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = base64URLDecoded(parts[1]),
      let claims = try? JSONValue(parsing: bytes)
    else { return nil }
    return configuration.providers.compactMap { lines[$0.id] }.first { line in
      (try? claims.checkIssuer(line.provider)) != nil
    }
  }

  private func end(
    _ logout: LogoutToken, of provider: Provider, at now: Date
  ) async throws {
    try await database.withTransaction { transaction in
      let heard = KeepHeard(provider: provider.id, jti: logout.jti, now: now)
      // Told again it would end sessions that have begun since.
      guard try await transaction.one(heard) != nil else {
        throw SignInFault.unproven("it was told before")
      }
      let ended = try await transaction.execute(
        EndOfProvider(provider: provider.id, sid: logout.sid, sub: logout.sub, now: now))
      transaction.afterCommit { AccountsMetrics.count(.providerLogout, ended.count) }
    }
  }
}

/// A row unless it was heard before.
struct KeepHeard: Statement {
  static let sql = """
    insert into accounts.heard_logout (provider, jti, at)
    values ($1, $2, $3)
    on conflict do nothing
    returning jti
    """

  let provider: ExactText
  let jti: ExactText
  let now: Date
  var bindings: Bindings { [provider, jti, now] }
  static func decode(_ row: inout RowReader) throws -> String { try row.next() }
}
