import FoundationEssentials
import Postgres
import ServiceKit

/// What session tokens are signed with. Every replica reads the same rows each time, so that there is
/// nothing to keep in step.
struct SigningKeys: Sendable {
  let database: PostgresClient
  let seal: ColumnSeal
  let schedule: KeySchedule
  let clock: Clock

  static let statements: [any Statement.Type] = [
    FindKeys.self, RetireKey.self, RetireAllKeys.self, KeepKey.self,
  ]

  private static let column = "private"

  /// The key that signs now.
  ///
  /// - Throws: a 500 problem if it cannot be opened with the secret that is set.
  func signing(at now: Date) async throws -> SigningKey {
    let kept = try await published(at: now)
    guard let key = kept.first(where: { $0.term.signsFrom <= now }) else {
      throw Problem.internalError(cause: "no key signs yet")
    }
    do {
      return try SigningKey(pem: seal.open(key.secret, Self.column, of: key.id))
    } catch {
      throw Problem.internalError(
        cause: "the key \(key.id) cannot be opened: MCF_ACCOUNTS_SECRET is another one")
    }
  }

  /// All that are published; there is always one.
  func published(at now: Date) async throws -> [KeptKey] {
    let kept = try await database.read(FindKeys(now: now))
    guard kept.isEmpty else { return kept }
    try await turn(at: now)
    return try await database.read(FindKeys(now: now))
  }

  /// Makes the next key if it is time.
  func turn(at now: Date) async throws {
    let kept = try await database.read(FindKeys(now: now))
    let last = kept.first { $0.term.retiredAt == nil }
    guard let change = schedule.change(after: last?.term, at: now) else { return }
    try await make(change, after: last?.id, at: now)
  }

  /// Makes a key before its time.
  ///
  /// - Parameter isEmergency: whether nothing counts any more that was signed before.
  /// - Returns: its id.
  /// - Throws: 409 `key-turned` if another replica has made one meanwhile.
  func rotate(isEmergency: Bool) async throws -> String {
    let now = clock.now()
    let change = isEmergency ? schedule.emergency(at: now) : schedule.early(at: now)
    let last = try await database.read(FindKeys(now: now)).first { $0.term.retiredAt == nil }
    guard let id = try await make(change, after: last?.id, at: now) else { throw Problem.keyTurned }
    return id
  }

  /// - Returns: its id; nil: another replica was faster.
  @discardableResult
  private func make(
    _ change: KeySchedule.Change, after last: String?, at now: Date
  ) async throws -> String? {
    let key = SigningKey()
    let secret = try seal.seal(key.pem, Self.column, of: key.id)
    let keep = KeepKey(
      id: key.id, secret: secret, published: JSONText(key.publicKey.text), now: now,
      signsFrom: change.signsFrom)
    return try await database.withTransaction { transaction in
      if change.formerUntil == now {
        try await transaction.execute(RetireAllKeys(now: now))
      } else if let last, let until = change.formerUntil {
        // Whoever retires it makes the next one.
        let retired = try await transaction.one(RetireKey(id: last, until: until))
        guard retired != nil else { return nil }
      }
      return try await transaction.one(keep)
    }
  }
}
