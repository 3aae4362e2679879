import Contracts
import FoundationEssentials
import HummingbirdTesting
import Logging
import Postgres
import ServiceKit
import Testing

@testable import Accounts
@testable import TestSupport

extension AccountsBed {
  /// Runs `body` with a further process of the service, whose pages take the tokens that it makes.
  ///
  /// - Parameters:
  ///   - database: nil: that of the test.
  ///   - site: how it is reached.
  ///   - clock: of its pages; nil: that of the test.
  func withReplica(
    _ database: PostgresClient? = nil, secret: KeyRing = Self.secret, site: String = Self.site,
    clock: Clock? = nil,
    _ body: @escaping @Sendable (TestAPI, AccountsModule) async throws -> Void
  ) async throws {
    let configuration = AccountsConfiguration(
      providers: accounts.configuration.providers, secret: secret, publicURL: site)
    let replica = AccountsModule(
      // It closes what it works on.
      database: database ?? PostgresClient(accounts.database.configuration, logger: .silent),
      clock: time.clock,
      configuration: configuration, logger: log.logger)
    let sessions = SessionVerifier(
      issuer: SessionToken.issuer(of: site), source: OwnKeys(keys: accounts.keys, time: time),
      clock: clock ?? time.clock, logger: .silent)
    let application = try buildApplication(
      modules: [replica], authenticator: TestAuthenticator(), sessions: sessions,
      settings: .patient, logger: log.logger)
    try await application.test(.router) { client in
      try await body(TestAPI(client: client, callers: TestAuthenticator()), replica)
    }
  }
}

/// The keys that the service publishes, without a way there.
private struct OwnKeys: KeySource {
  let keys: SigningKeys
  let time: TestClock

  func fetch() async throws -> String {
    SigningKey.keySet(
      try await keys.published(at: time.now).map {
        try JSONValue(parsing: $0.published.text.utf8)
      })
  }
}
