import Contracts
import FoundationEssentials
import Postgres

/// A line with the entries that say to be for it.
struct PostedLine: Sendable {
  let kept: KeptLine
  let entries: [LedgerEntry]
}

/// Lines by their ids, with their entries.
struct ReadPostedLines: Statement {
  static let sql = """
    select \(KeptLine.columns), e.parties, e.kinds, e.debits, e.credits, e.amounts, e.documents,
           e.times
    from   billing_line l
    cross  join lateral (
             select array_agg(party)       as parties,
                    array_agg(kind)        as kinds,
                    array_agg(debit)       as debits,
                    array_agg(credit)      as credits,
                    array_agg(amount)      as amounts,
                    array_agg(document)    as documents,
                    array_agg(occurred_at) as times
             from   ledger_entry
             where  cause = l.id) e
    where  l.id = any ($1)
    and    e.parties is not null
    """

  let ids: [UUID]
  var bindings: Bindings { [ids] }

  static func decode(_ row: inout RowReader) throws -> PostedLine {
    let kept = try KeptLine(row: &row)
    let parties: [UUID] = try row.next()
    let kinds: [String] = try row.next()
    let debits: [String] = try row.next()
    let credits: [String] = try row.next()
    let amounts: [Money] = try row.next()
    let documents: [[UInt8]] = try row.next()
    let times: [Date] = try row.next()
    let entries = parties.indices.map { n in
      LedgerEntry(
        party: parties[n], kind: kinds[n], debit: debits[n], credit: credits[n],
        amount: amounts[n], cause: kept.line.id, document: documents[n], occurredAt: times[n])
    }
    return PostedLine(kept: kept, entries: entries)
  }
}

/// Lines in the order of their ids, and whether anything is booked for each.
struct ReadLinePage: Statement {
  static let sql = """
    select \(KeptLine.columns), exists (select from ledger_entry where cause = l.id)
    from   billing_line l
    where  l.id > $1
    order  by l.id
    limit  $2
    """

  let after: UUID
  let most: Int
  var bindings: Bindings { [after, most] }

  static func decode(_ row: inout RowReader) throws -> (kept: KeptLine, isBooked: Bool) {
    (kept: try KeptLine(row: &row), isBooked: try row.next())
  }
}
