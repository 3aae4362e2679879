public import Configuration
import Contracts
public import FoundationEssentials
public import Logging
public import Postgres
public import ServiceKit

/// What is seen and done of sessions and links, by programs, on pages and at the command line.
public struct AccountsDesk: Sendable {
  let database: PostgresClient
  let clock: Clock
  let life: SessionLife
  let logger: Logger

  /// For those who run MCF.
  ///
  /// - Parameters:
  ///   - database: as the role `accounts_app`.
  ///   - configuration: of the service.
  /// - Throws: `SettingError` for a setting that cannot be used.
  public init(
    _ database: PostgresClient, _ configuration: ConfigReader, logger: Logger
  ) throws {
    self.init(
      database: database, clock: .system, life: try SessionLife(configuration), logger: logger)
  }

  init(database: PostgresClient, clock: Clock, life: SessionLife, logger: Logger) {
    self.database = database
    self.clock = clock
    self.life = life
    self.logger = logger
  }

  /// Those that live, the first one first.
  func sessions(
    of owner: Owner, after: (Date, UUID)? = nil, limit: Int = 200
  ) async throws -> [Session] {
    try await database.read(
      ListSessions(owner: owner, now: clock.now(), idle: life.idle, after: after, limit: limit))
  }

  /// Ends a session; one that is over stays so.
  ///
  /// - Parameter person: who does it, for the log.
  /// - Throws: 404 `session-not-yours`.
  func end(_ id: UUID, of owner: Owner, by person: ExactText) async throws {
    guard try await database.readOne(FindOwnSession(id: id, owner: owner)) != nil else {
      throw Problem.sessionNotYours
    }
    let ended = try await database.execute(
      EndSession(id: id, reason: .endedByPerson, now: clock.now()))
    AccountsMetrics.count(.endedByPerson, ended.count)
    if !ended.isEmpty {
      logger.notice(
        "a session was ended", metadata: ["session": "\(id.wire)", "by": "\(person)"])
    }
  }

  /// In the order in which they were found.
  func links(
    of owner: Owner, after: (Date, UUID)? = nil, limit: Int = 200
  ) async throws -> [Link] {
    try await database.read(ListLinks(owner: owner, after: after, limit: limit))
  }

  /// Forgets whom a provider's user is here, and ends what they began as that one: at the next sign-in
  /// it is found out anew.
  ///
  /// - Parameter person: who does it, for the log.
  /// - Throws: 404 `no-such-link`.
  func unlink(_ id: UUID, of owner: Owner, by person: ExactText) async throws {
    let now = clock.now()
    try await database.withTransaction { transaction in
      guard let link = try await transaction.one(DropLink(id: id, owner: owner)) else {
        throw Problem.noSuchLink
      }
      let ended = try await transaction.execute(EndOfLink(link: link, now: now))
      transaction.afterCommit {
        AccountsMetrics.count(.endedByPerson, ended.count)
        logger.notice(
          "a link was dropped",
          metadata: [
            "link": "\(id.wire)", "subject": "\(link.subject)", "by": "\(person)",
          ])
      }
    }
  }
}

// For those who run MCF, in columns of text.
extension AccountsDesk {
  /// What can be listed.
  public enum List: Sendable {
    case sessions, links

    /// What the columns are called.
    public var header: [String] {
      switch self {
      case .sessions: ["ID", "SUBJECT", "ROLES", "PROVIDER", "BROWSER", "SINCE", "SEEN"]
      case .links: ["ID", "PROVIDER", "SUB", "ROLE", "SUBJECT", "BY", "SINCE"]
      }
    }
  }

  /// - Parameter owner: whose; nil: everybody's.
  public func rows(_ list: List, of owner: String?, limit: Int) async throws -> [[String]] {
    let owner = Owner.anybody(owner.map { ExactText($0) })
    return switch list {
    case .sessions: try await sessions(of: owner, limit: limit).map(\.columns)
    case .links: try await links(of: owner, limit: limit).map(\.columns)
    }
  }

  private static let operatorsName: ExactText = "mcf accounts"

  /// - Throws: 404 `session-not-yours`.
  public func end(_ id: UUID) async throws {
    try await end(id, of: .anybody(), by: Self.operatorsName)
  }

  /// - Throws: 404 `no-such-link`.
  public func unlink(_ id: UUID) async throws {
    try await unlink(id, of: .anybody(), by: Self.operatorsName)
  }

  /// Makes a key before its time.
  ///
  /// - Parameters:
  ///   - secret: that is set for the service.
  ///   - isEmergency: whether nothing counts any more that was signed before.
  /// - Returns: its id.
  public func rotateKey(under secret: KeyRing, isEmergency: Bool) async throws -> String {
    try await SigningKeys(
      database: database, seal: ColumnSeal(secret), schedule: KeySchedule(token: life.token),
      clock: clock
    ).rotate(isEmergency: isEmergency)
  }
}

extension Session {
  fileprivate var columns: [String] {
    [
      id.wire, chosen?.subject.text ?? "–",
      (chosen?.allRoles ?? []).map(\.rawValue).sorted().joined(separator: ","), provider.text,
      browser, Timestamp.format(createdAt), Timestamp.format(seenAt),
    ]
  }
}

extension Link {
  fileprivate var columns: [String] {
    [
      id.wire, provider.text, sub.text, role.rawValue, subject.text, by,
      Timestamp.format(linkedAt),
    ]
  }
}
