import FoundationEssentials
import Postgres

/// One time through a ledger, lane after lane and page by page.
struct LedgerRun {
  private let schema: String
  private let start: LedgerSeal?
  private let seals: [LedgerSeal]
  private var chain: ChainAudit
  var books: BookAudit

  /// How many links are read at once.
  private static let page = 1_000

  /// - Parameter seals: in order, with `start` if there is one.
  init(
    schema: String, start: LedgerSeal?, seals: [LedgerSeal], known: [LedgerHead], books: Books
  ) {
    self.schema = schema
    self.start = start
    self.seals = start == nil ? seals : Array(seals.dropFirst())
    chain = ChainAudit(seals: self.seals, known: known)
    self.books = BookAudit(books)
  }

  /// - Parameter head: what the ledger says of the lane's end; nil: nothing.
  mutating func go(
    through lane: LedgerLane, to head: LedgerHead?, _ transaction: Transaction
  ) async throws {
    var last = first(of: lane)
    chain.begin(at: last)
    while true {
      let links = try await transaction.execute(
        ReadLinks(lane: lane, after: last.link, most: Self.page))
      guard let from = links.first, let to = links.last else { break }
      let rows = try await transaction.execute(
        ReadEntries(lane: lane, links: from.number...to.number))
      let entries = Dictionary(grouping: rows, by: \.link)
      for link in links { chain.take(link, entries[link.number, default: []]) }
      try await books.check(Set(rows.map(\.entry.cause)), transaction)
      last = LedgerHead(lane: lane, link: to.number, hash: to.hash)
    }
    let count = try await transaction.one(
      CountEntries(lane: lane, after: first(of: lane).link))
    chain.end(at: head, entries: count ?? 0)
  }

  private func first(of lane: LedgerLane) -> LedgerHead {
    let n = Int(lane.number)
    return LedgerHead(
      lane: lane, link: start?.links[n] ?? 0,
      hash: start?.hashes[n] ?? LedgerLink.genesis(lane, of: schema))
  }

  mutating func report(
    _ signatures: [LedgerSignature], keys: [LedgerVerifierKey], kept: [KeptSeal]
  ) -> LedgerReport {
    chain.meet(kept, after: start)
    let byNumber = Dictionary(grouping: signatures, by: \.number)
    let balances = chain.closeSeals(
      after: start, of: schema, signatures: byNumber, keys: keys)
    var faults = chain.faults
    faults.note(books.faults)
    return LedgerReport(
      since: start?.number, links: chain.links, entries: chain.entries, faults: faults,
      lastSeal: seals.last?.number ?? start?.number, seals: seals.count,
      signed: seals.count { byNumber[$0.number] != nil },
      balances: balances.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { (account: $0.key, balance: $0.value) },
      documents: books.documents)
  }
}
