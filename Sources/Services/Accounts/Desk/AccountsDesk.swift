import Contracts
public import FoundationEssentials
public import Postgres
public import ServiceKit

/// What is seen and done of sessions and links, by programs, on pages and at the command line.
public struct AccountsDesk: Sendable {
  let database: PostgresClient
  let clock: Clock
  let life: SessionLife

  /// For those who run MCF.
  ///
  /// - Parameter database: as the role `accounts_app`.
  public init(_ database: PostgresClient) {
    self.init(database: database, clock: .system, life: SessionLife())
  }

  init(database: PostgresClient, clock: Clock, life: SessionLife) {
    self.database = database
    self.clock = clock
    self.life = life
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
  /// - Throws: 404 `session-not-yours`.
  func end(_ id: UUID, of owner: Owner) async throws {
    guard try await database.readOne(FindOwnSession(id: id, owner: owner)) != nil else {
      throw Problem.sessionNotYours
    }
    let ended = try await database.execute(
      EndSession(id: id, reason: .endedByPerson, now: clock.now()))
    AccountsMetrics.count(.endedByPerson, ended.count)
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
  /// - Throws: 404 `no-such-link`.
  func unlink(_ id: UUID, of owner: Owner) async throws {
    let now = clock.now()
    try await database.withTransaction { transaction in
      guard let link = try await transaction.one(DropLink(id: id, owner: owner)) else {
        throw Problem.noSuchLink
      }
      let ended = try await transaction.execute(EndOfLink(link: link, now: now))
      transaction.afterCommit { AccountsMetrics.count(.endedByPerson, ended.count) }
    }
  }
}

// For those who run MCF, in columns of text.
extension AccountsDesk {
  public static let sessionHeader = [
    "ID", "SUBJECT", "ROLES", "PROVIDER", "BROWSER", "SINCE", "SEEN",
  ]
  public static let linkHeader = ["ID", "PROVIDER", "SUB", "ROLE", "SUBJECT", "BY", "SINCE"]

  /// - Parameter owner: whose; nil: everybody's.
  public func sessionRows(of owner: String?, limit: Int) async throws -> [[String]] {
    try await sessions(of: .anybody(owner.map { ExactText($0) }), limit: limit).map { session in
      [
        session.id.wire, session.chosen?.subject.text ?? "–",
        (session.chosen?.allRoles ?? []).map(\.rawValue).sorted().joined(separator: ","),
        session.provider.text, session.browser, Timestamp.format(session.createdAt),
        Timestamp.format(session.seenAt),
      ]
    }
  }

  /// - Throws: 404 `session-not-yours`.
  public func end(_ id: UUID) async throws { try await end(id, of: .anybody()) }

  /// - Parameter owner: whose; nil: everybody's.
  public func linkRows(of owner: String?, limit: Int) async throws -> [[String]] {
    try await links(of: .anybody(owner.map { ExactText($0) }), limit: limit).map { link in
      [
        link.id.wire, link.provider.text, link.sub.text, link.role, link.subject.text, link.by,
        Timestamp.format(link.linkedAt),
      ]
    }
  }

  /// - Throws: 404 `no-such-link`.
  public func unlink(_ id: UUID) async throws { try await unlink(id, of: .anybody()) }

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
