import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

struct ReadHeads: Statement {
  static let sql = "select lane, link, hash from ledger_head order by lane"
  static func decode(_ row: inout RowReader) throws -> LedgerHead {
    LedgerHead(
      lane: LedgerLane(number: try row.next()), link: try row.next(), hash: try row.next())
  }
}

/// The next links of a lane: some, with not many more entries than one link may have.
struct ReadLinks: Statement {
  static let sql = """
    select lane, link, prev, entries, digest, recorded_at, recorded_by, hash
    from   (select *, sum(entries) over (order by link) - entries as before
            from   (select * from ledger_link where lane = $1 and link > $2 order by link limit $3)
                   next) page
    where  before < 20000
    order  by link
    """

  let lane: LedgerLane
  let after: Int64
  let most: Int
  var bindings: Bindings { [lane.number, after, most] }

  static func decode(_ row: inout RowReader) throws -> LedgerLink {
    LedgerLink(
      lane: LedgerLane(number: try row.next()), number: try row.next(), prev: try row.next(),
      entries: try row.next(), digest: try row.next(), recordedAt: try row.next(),
      recordedBy: try row.next(), hash: try row.next())
  }
}

/// The entries of some links of a lane, each with its link.
struct ReadEntries: Statement {
  static let sql = """
    select link, n, \(LedgerEntry.columns)
    from   ledger_entry e
    where  lane = $1
    and    link between $2 and $3
    order  by link, n
    """

  let lane: LedgerLane
  let links: ClosedRange<Int64>
  var bindings: Bindings { [lane.number, links.lowerBound, links.upperBound] }

  static func decode(_ row: inout RowReader) throws -> LinkedEntry {
    LinkedEntry(link: try row.next(), n: try row.next(), entry: try LedgerEntry(row: &row))
  }
}

/// An entry with its place.
struct LinkedEntry: Sendable {
  let link: Int64
  let n: Int32
  let entry: LedgerEntry
}

/// How many entries a lane has, beyond a link or before the first: those, too, that are of no link.
struct CountEntries: Statement {
  static let sql = """
    select count(*)
    from   ledger_entry
    where  lane = $1
    and    (link > $2 or link < 1)
    """

  let lane: LedgerLane
  let after: Int64
  var bindings: Bindings { [lane.number, after] }
  static func decode(_ row: inout RowReader) throws -> Int64 { try row.next() }
}

extension LedgerEntry {
  /// What `init(row:)` reads, from a row source named `e`.
  static let columns = """
    e.party, e.kind, e.debit, e.credit, e.amount, e.cause, e.document, e.occurred_at
    """

  init(row: inout RowReader) throws {
    self.init(
      party: try row.next(), kind: try row.next(), debit: try row.next(), credit: try row.next(),
      amount: try row.next(), cause: try row.next(), document: try row.next(),
      occurredAt: try row.next())
  }
}

struct ReadSeals: Statement {
  static let sql = """
    select \(LedgerSeal.columns)
    from   ledger_seal s
    where  s.no >= $1
    order  by s.no
    """

  let from: Int64
  var bindings: Bindings { [from] }
  static func decode(_ row: inout RowReader) throws -> LedgerSeal { try LedgerSeal(row: &row) }
}

struct FindLastSeal: Statement {
  static let sql = "select max(no) from ledger_seal"
  static func decode(_ row: inout RowReader) throws -> Int64? { try row.next() }
}

/// The last seal that was signed with a key.
struct FindSigned: Statement {
  static let sql = """
    select max(no)
    from   ledger_signature
    where  key = $1
    """

  let key: LedgerVerifierKey
  var bindings: Bindings { [key.bytes] }
  static func decode(_ row: inout RowReader) throws -> Int64? { try row.next() }
}

extension LedgerSeal {
  /// What `init(row:)` reads, from a row source named `s`.
  static let columns = """
    s.no, s.prev, s.sealed_at, s.links, s.hashes, s.accounts, s.balances, s.hash
    """

  init(row: inout RowReader) throws {
    self.init(
      number: try row.next(), prev: try row.next(), sealedAt: try row.next(),
      links: try row.next(), hashes: try row.next(), accounts: try row.next(),
      balances: try row.next(), hash: try row.next())
  }
}

struct ReadSignatures: Statement {
  static let sql = "select no, key, signature from ledger_signature where no >= $1"
  let from: Int64
  var bindings: Bindings { [from] }
  static func decode(_ row: inout RowReader) throws -> LedgerSignature {
    LedgerSignature(number: try row.next(), key: try row.next(), signature: try row.next())
  }
}

/// Seals what was posted since the last seal, if anything was.
struct SealLedger: Statement {
  static let sql = "select ledger_seal($1)"
  let now: Date
  var bindings: Bindings { [now] }
  static func decode(_ row: inout RowReader) throws -> Int64? { try row.next() }
}

struct CountSealed: Statement {
  static let sql = """
    select e.kind, count(*)
    from   ledger_seal s
    left   join ledger_seal before on before.no = $2
    cross  join lateral unnest(s.links, before.links) with ordinality as l (upto, before, n)
    -- offset: what is new in a lane is read by its key, however long the ledger is
    cross  join lateral (
             select kind
             from   ledger_entry
             where  lane = l.n - 1
             and    link > coalesce(l.before, 0)
             and    link <= l.upto
             offset 0) e
    where  s.no = $1
    group  by e.kind
    """

  let number: Int64
  let earlier: Int64
  init(after earlier: Int64, upTo number: Int64) {
    self.number = number
    self.earlier = earlier
  }
  var bindings: Bindings { [number, earlier] }
  static func decode(_ row: inout RowReader) throws -> (kind: String, count: Int64) {
    (try row.next(), try row.next())
  }
}

/// No row: that key has signed it already.
struct SignSeal: Statement {
  static let sql = """
    insert into ledger_signature (no, key, signature)
    values ($1, $2, $3)
    on     conflict do nothing
    returning no
    """

  let signature: LedgerSignature
  var bindings: Bindings { [signature.number, signature.key, signature.signature] }
  static func decode(_ row: inout RowReader) throws -> Int64 { try row.next() }
}

struct NoteVerification: Statement {
  static let sql = """
    insert into ledger_verification
           (id, verified_at, verified_by, since_seal, to_seal, links, entries, faults,
            first_fault)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    """

  let report: LedgerReport
  let by: String
  let now: Date

  var bindings: Bindings {
    [
      UUID.v7(at: now), now, by, report.since, report.lastSeal, report.links, report.entries,
      report.faults.count, report.faults.first.first.map { "\($0)" },
    ]
  }
}
