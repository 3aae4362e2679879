import Contracts
public import FoundationEssentials
import Postgres

extension Ledger {
  /// Seals what was posted since the last seal, and signs it.
  ///
  /// - Parameter key: nil: it stays unsigned.
  /// - Returns: the new seal's number; nil: nothing was posted since.
  @discardableResult
  public func seal(with key: LedgerKey?, at now: Date) async throws -> Int64? {
    let number = try await database.withTransaction { transaction in
      try await transaction.one(SealLedger(now: now)) ?? nil
    }
    guard let key else { return number }
    // Those, too, that somebody left unsigned who died in between or had no key yet.
    for seal in try await database.read(ReadUnsignedSeals()) {
      let signature = LedgerSignature(
        number: seal.number, key: key.verifier.bytes, signature: try key.sign(seal.hash))
      try await database.execute(SignSeal(signature: signature))
    }
    return number
  }

  /// Writes down that somebody went through it, and what was found.
  public func note(_ report: LedgerReport, by: String, at now: Date) async throws {
    try await database.execute(NoteVerification(report: report, by: by, now: now))
  }

  /// Goes through what is new once a day, and through all of it once a week; unless somebody has.
  ///
  /// - Returns: the last time that somebody went through it, and what was found.
  func verifyWhenDue(keys: [LedgerVerifierKey], at now: Date) async throws -> LastVerification? {
    let last = try await database.readOne(FindVerifications())
    let (day, week): (TimeInterval, TimeInterval) = (86_400, 7 * 86_400)
    func isOlder(_ time: Date?, than age: TimeInterval) -> Bool {
      time.map { now.timeIntervalSince($0) >= age } ?? true
    }
    guard isOlder(last?.at, than: day) else { return last }
    let since = isOlder(last?.allAt, than: week) ? nil : last?.seal
    let report = try await verify(since: since, keys: keys)
    try await note(report, by: schema, at: now)
    return try await database.readOne(FindVerifications())
  }
}

/// The last time that somebody went through a ledger.
struct LastVerification: Sendable {
  let at: Date
  /// Through all of it.
  let allAt: Date?
  /// How far.
  let seal: Int64?
  let faults: Int64
}

struct FindVerifications: Statement {
  static let sql = """
    select v.verified_at,
           (select max(verified_at) from ledger_verification where since_seal is null),
           v.to_seal, v.faults
    from   ledger_verification v
    order  by v.verified_at desc
    limit  1
    """
  static func decode(_ row: inout RowReader) throws -> LastVerification {
    LastVerification(
      at: try row.next(), allAt: try row.next(), seal: try row.next(), faults: try row.next())
  }
}
