import Contracts
public import FoundationEssentials
public import Postgres
import ServiceKit

/// What can be seen of mails and done about them, by managers and by whoever runs `mcf`.
public struct MailDesk: Sendable {
  let database: PostgresClient
  let letters: Letters
  let clock: Clock

  init(_ database: PostgresClient, _ letters: Letters, _ clock: Clock) {
    self.database = database
    self.letters = letters
    self.clock = clock
  }

  /// - Parameters:
  ///   - database: as the role `notifications_app`.
  ///   - zone: of business time, by its IANA name.
  ///   - site: where our pages are; nil: mails lead to none.
  /// - Throws: `PageDefect` for templates and texts that cannot be used.
  public init(_ database: PostgresClient, zone: String, site: String?) throws {
    self.init(database, try Letters(zone: zone, site: site), .system)
  }

  // MARK: reading

  /// Mails, the newest first.
  ///
  /// - Parameters:
  ///   - after: of the last one of the page before.
  ///   - limit: at most so many.
  public func list(
    _ filter: MailFilter, after: UUID? = nil, limit: Int
  ) async throws -> [MailRecord] {
    guard let sought = filter.sought else {
      return try await database.read(ListMails(filter: filter, after: after, limit: limit))
    }
    return try await database.read(
      SearchMails(filter: filter, pattern: LikePattern(sought), after: after, limit: limit))
  }

  /// - Throws: 404 for one that there is not.
  func record(_ id: UUID) async throws -> MailRecord {
    guard let mail = try await database.readOne(FindMail(id: id)) else {
      throw Problem.noSuchMessage
    }
    return mail
  }

  /// - Throws: 404 for one that there is not.
  public func show(_ id: UUID) async throws -> MailDetail {
    let record = try await record(id)
    async let tries = database.read(ListTries(id: id))
    let told = try await database.readOne(FindToldMail(id: id))
    let words =
      if let told { try await letters.words(told, in: database) } else { nil as (String, String)? }
    return MailDetail(
      record: record, tries: try await tries, words: words.map(MailDetail.Words.init))
  }

  // MARK: acting

  /// Makes one more of a mail, which the service then sends: once only, however many ask for it at
  /// once.
  ///
  /// - Throws: 404 for one that there is not; 409 problems and 400 as ``LastMail/check(_:of:)``
  ///   says.
  func send(
    _ id: UUID, again resend: Resend, in transaction: Transaction
  ) async throws -> MailRecord {
    let (locks, found) = try await transaction.execute(
      LockResends(id: id), FindLastMail(id: id))
    guard !locks.isEmpty, let last = found.first else { throw Problem.noSuchMessage }
    let why = try last.check(resend, of: id)
    let now = clock.now()
    let next = UUID.v7(at: now)
    transaction.enqueue(InsertResend(id: next, last: last, by: resend.by, why: why, now: now))
    guard let mail = try await transaction.one(FindMail(id: next)) else {
      throw Problem.noSuchMessage
    }
    return mail
  }

  /// - Returns: how it is not written to there; one that was not before already is not as it was.
  func suppress(
    _ wish: Suppression, by subject: ExactText, in transaction: Transaction
  ) async throws -> SuppressedAddress {
    transaction.enqueue(
      SuppressAddress(
        address: wish.address, now: clock.now(), reason: wish.reason, by: subject))
    guard let found = try await transaction.one(FindSuppressed(address: wish.address)) else {
      throw Problem.notSuppressed
    }
    return found
  }

  /// - Throws: 404 for an address that is written to.
  func lift(
    _ address: String, by subject: ExactText, in transaction: Transaction
  ) async throws {
    let lifted = try await transaction.one(
      LiftAddress(address: address, now: clock.now(), by: subject))
    guard lifted == true else { throw Problem.notSuppressed }
  }

  /// Whatever there is among those that are not written to, be it what no form would take.
  static func liftedAddress(_ form: Form) throws -> String {
    let address = form.text("address", 1...254)
    try form.finish()
    return address
  }
}

/// An address that a manager wants nobody to be written to at, and why.
struct Suppression: Sendable {
  let address: String
  let reason: String
}

extension Suppression {
  init(_ form: Form) throws {
    address = form.email("address")
    reason = form.text("reason", SuppressedAddress.reasonLength)
    try form.finish()
  }
}

extension Resend {
  init(_ form: Form, by subject: ExactText) throws {
    by = subject
    why = form.optionalText("why", Self.whyLength)
    try form.finish()
  }
}
