public import FoundationEssentials
import Postgres

extension Ledger {
  /// Writes down that somebody went through it, and what was found.
  public func note(_ report: LedgerReport, by: String, at now: Date) async throws {
    try await database.execute(NoteVerification(report: report, by: by, now: now))
  }

  private static let day: TimeInterval = 86_400

  /// Goes through what is new once a day, and through all of it once a week and after anything was
  /// found; unless another replica has. What people do by hand does not count.
  ///
  /// - Returns: the last time that the service went through it, and what was found; whether that was
  ///   now.
  func verifyWhenDue(
    keys: [LedgerVerifierKey], at now: Date
  ) async throws -> (last: LastVerification?, isNew: Bool) {
    let last = try await database.readOne(FindVerifications(by: schema, now: now))
    func isOlder(_ time: Date?, than age: TimeInterval) -> Bool {
      time.map { now.timeIntervalSince($0) >= age } ?? true
    }
    guard isOlder(last?.at, than: Self.day) else { return (last, false) }
    let isWhole = isOlder(last?.allAt, than: 7 * Self.day) || last?.faults != 0
    var report: LedgerReport
    do {
      report = try await verify(since: isWhole ? nil : last?.seal, keys: keys)
    } catch is NoSuchSeal {
      report = try await verify(keys: keys)
    }
    if let seal = last?.seal, report.lastSeal ?? 0 < seal {
      report.faults.note("seal \(seal)", "is not there any more")
    }
    try await note(report, by: schema, at: now)
    return (try await database.readOne(FindVerifications(by: schema, now: now)), true)
  }
}

/// The last time that a service went through its ledger.
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
           (select max(verified_at)
            from   ledger_verification
            where  since_seal is null and verified_by = $1 and verified_at <= $2),
           v.to_seal, v.faults
    from   ledger_verification v
    where  v.verified_by = $1
    -- One from the future was written by a clock that is wrong.
    and    v.verified_at <= $2
    order  by v.verified_at desc
    limit  1
    """

  let by: String
  let now: Date
  var bindings: Bindings { [by, now] }

  static func decode(_ row: inout RowReader) throws -> LastVerification {
    LastVerification(
      at: try row.next(), allAt: try row.next(), seal: try row.next(), faults: try row.next())
  }
}
