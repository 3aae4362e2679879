import Contracts
import FoundationEssentials
import Hummingbird
public import Logging
import Outbox
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// Signs people in through OpenID providers, and tells all other services who they are.
public struct AccountsModule: DeployedService {
  public static let name = "accounts"
  public static let openAPI = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
  public static let settings = AccountsConfiguration.settings
  public static let metrics: [any DescribedMetric] = AccountsMetrics.all
  public static let handlers: [EventHandling<Self>] = [
    .keeping(ClientChanged.self) { module, event, transaction in
      guard !event.payload.active else { return }
      try await transaction.endSessions(
        .client, event.payload.externalID, by: event, at: module.clock.now())
    },
    .keeping(WorkerChanged.self) { module, event, transaction in
      guard !event.payload.active else { return }
      try await transaction.endSessions(
        .worker, ExactText(event.subject.wire), by: event, at: module.clock.now())
    },
    .keeping(ManagerChanged.self) { module, event, transaction in
      guard !event.payload.active else { return }
      try await transaction.endSessions(
        .manager, ExactText(event.subject.wire), by: event, at: module.clock.now())
    },
  ]
  public static let statements: [any Statement.Type] =
    [
      KeepAttempt.self, FindAttempt.self, UseAttempt.self, FindBegun.self, FindByEmail.self,
      LockPersons.self, FindLinks.self, KeepLink.self, ListLinks.self, DropLink.self,
      EndOfLink.self, FindSession.self, KeepSession.self, NoteSeen.self, ChooseStanding.self,
      EndSession.self, EndOthers.self, EndOfPerson.self, EndOfProvider.self, ListSessions.self,
      FindOwnSession.self, FindSessionByID.self, FindIDToken.self, KeepHeard.self, FindHeard.self,
      TakeTurn.self, ShareTurn.self,
    ] + SigningKeys.statements + Upkeep.statements + BusinessTime.statements

  public let database: PostgresClient
  let clock: Clock
  let configuration: AccountsConfiguration
  let logger: Logger
  let seal: ColumnSeal
  let cookies: SignInCookies
  let keys: SigningKeys
  var desk: AccountsDesk {
    AccountsDesk(database: database, clock: clock, life: configuration.life, logger: logger)
  }
  /// To every provider, by its id.
  let lines: [ExactText: ProviderLine]

  /// - Parameter database: as the role `accounts_app`.
  public init(
    database: PostgresClient, clock: Clock = .system, configuration: AccountsConfiguration,
    logger: Logger
  ) {
    self.database = database
    self.clock = clock
    self.configuration = configuration
    self.logger = logger
    seal = ColumnSeal(configuration.secret)
    cookies = SignInCookies(isSecure: configuration.isSecure)
    keys = SigningKeys(
      database: database, seal: seal, schedule: KeySchedule(token: configuration.life.token),
      clock: clock)
    let store = PostgresKeySetStore([database])
    lines = Dictionary(
      configuration.providers.map { provider in
        (
          provider.id,
          ProviderLine(to: provider, keysIn: store, clock: clock, logger: logger)
        )
      }
    ) { first, _ in first }
  }

  public init(_ parts: ServiceParts) throws {
    self.init(
      database: parts.database, clock: parts.clock,
      configuration: try AccountsConfiguration(parts.configuration), logger: parts.logger)
  }

  public var omissions: [String] {
    configuration.providers.isEmpty ? ["nobody can sign in: MCF_OIDC_PROVIDERS is empty"] : []
  }

  public var backgroundServices: [any Service] {
    [
      Upkeep(
        database: database, keys: keys, life: configuration.life, clock: clock, logger: logger),
      TimeZoneCheck(database: database, timeZone: configuration.timeZone, logger: logger),
    ] + configuration.providers.compactMap { lines[$0.id]?.keys }
  }

  public static func pageLinks() throws -> [PageLink] { try SignInPages.links() }

  public func addRoutes(to router: ServiceRouter) throws {
    let pages = try SignInPages.pages()
    addSignInPages(to: router.publicPages(pages))
    // Pages of others may add to the address, so that no cache answers.
    router.readingQuery.get("/sign-in/renew", use: renewToken)
    router.get("/sign-in/keys", use: publishKeys)
    router.post("/sign-in/out", use: signOut)
    router.post("/sign-in/backchannel", use: takeLogout)
    addSessionPages(to: router.pages(pages))
    router.readingQuery.get("/api/accounts/sessions", use: listSessions)
    router.delete("/api/accounts/sessions/{id}", use: endSession)
    router.readingQuery.get("/api/accounts/links", use: listLinks)
    router.delete("/api/accounts/links/{id}", use: unlinkProvider)
  }
}

extension Transaction {
  /// Whoever has left is signed in nowhere, from the moment on in which it is heard; who has come
  /// back since stays, however late it is heard.
  fileprivate func endSessions<Changed: EventPayload>(
    _ role: Role, _ subject: ExactText, by event: Event<Changed>, at now: Date
  ) async throws {
    let ended = try await execute(
      EndOfPerson(
        standpoint: Standpoint(role: role, subject: subject), person: event.subject,
        version: event.version, now: now))
    afterCommit { AccountsMetrics.count(.deactivated, ended.count) }
  }
}
