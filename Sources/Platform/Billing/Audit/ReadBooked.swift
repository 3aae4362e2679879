import Contracts
import FoundationEssentials
import Postgres

/// A document with the entries that say to be for it.
struct Booked<Document: BookedDocument>: Sendable {
  let document: Document
  let entries: [LedgerEntry]
}

/// Documents by their ids, with their entries; those that have none are left out.
struct ReadBooked<Document: BookedDocument>: Statement {
  static var sql: String {
    """
    select \(Document.columns), e.parties, e.kinds, e.debits, e.credits, e.amounts, e.documents,
           e.times
    from   \(Document.table) \(Document.alias)
    cross  join lateral (
             select array_agg(party)       as parties,
                    array_agg(kind)        as kinds,
                    array_agg(debit)       as debits,
                    array_agg(credit)      as credits,
                    array_agg(amount)      as amounts,
                    array_agg(document)    as documents,
                    array_agg(occurred_at) as times
             from   ledger_entry
             where  cause = \(Document.alias).\(Document.key)) e
    where  \(Document.alias).\(Document.key) = any ($1)
    and    e.parties is not null
    """
  }

  let ids: [UUID]
  var bindings: Bindings { [ids] }

  static func decode(_ row: inout RowReader) throws -> Booked<Document> {
    let document = try Document(row: &row)
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
        amount: amounts[n], cause: document.cause, document: documents[n], occurredAt: times[n])
    }
    return Booked(document: document, entries: entries)
  }
}

/// Documents in the order of what entries name them by, and whether anything is booked for each.
struct ReadDocumentPage<Document: BookedDocument>: Statement {
  static var sql: String {
    """
    select \(Document.columns),
           exists (select from ledger_entry where cause = \(Document.alias).\(Document.key))
    from   \(Document.table) \(Document.alias)
    where  \(Document.alias).\(Document.key) > $1
    order  by \(Document.alias).\(Document.key)
    limit  $2
    """
  }

  let after: UUID
  let most: Int
  var bindings: Bindings { [after, most] }

  static func decode(_ row: inout RowReader) throws -> (document: Document, isBooked: Bool) {
    (document: try Document(row: &row), isBooked: try row.next())
  }
}
