import Contracts
import FoundationEssentials
import Postgres

/// Holds documents against the entries that they must have, and no others.
struct BookAudit {
  private(set) var faults = LedgerFaults()
  private(set) var documents = 0
  let postings: @Sendable (BillingLine) -> [Posting]

  private static let page = 2_000

  init(postings: @escaping @Sendable (BillingLine) -> [Posting]) { self.postings = postings }

  /// Those that some entries are for.
  mutating func check(_ causes: Set<UUID>, _ transaction: Transaction) async throws {
    let found = try await transaction.execute(ReadPostedLines(ids: Array(causes)))
    for posted in found { check(posted) }
    for cause in causes.subtracting(found.map(\.kept.line.id)) {
      faults.note("cause \(cause.wire)", "is booked, and is not there")
    }
    documents += found.count
  }

  /// Those that no entry is for.
  mutating func findUnbooked(_ transaction: Transaction) async throws {
    var last = UUID.zero
    while true {
      let page = try await transaction.execute(ReadLinePage(after: last, most: Self.page))
      for (kept, isBooked) in page where !isBooked && !postings(kept.line).isEmpty {
        faults.note("line \(kept.line.id.wire)", "is not booked")
      }
      guard let end = page.last, page.count == Self.page else { return }
      last = end.kept.line.id
    }
  }

  private mutating func check(_ posted: PostedLine) {
    let (line, place) = (posted.kept.line, "line \(posted.kept.line.id.wire)")
    let (due, booked) = (postings(line), posted.entries.map(Posting.init))
    // Each kind once: more of the same is one too many.
    if due.count != booked.count || Set(due) != Set(booked) {
      faults.note(place, "is booked as \(Self.text(booked)), and has to be \(Self.text(due))")
    }
    let document = posted.kept.document
    if !posted.entries.allSatisfy({ $0.document == document }) {
      faults.note(place, "has been changed since it was booked")
    }
    if !posted.entries.allSatisfy({ $0.party == line.party && $0.occurredAt == line.occurredAt }) {
      faults.note(place, "is booked for somebody else or another time")
    }
  }

  private static func text(_ postings: [Posting]) -> String {
    let texts = postings.map { "\($0.kind) \($0.debit)/\($0.credit) \($0.amount)" }
    return texts.isEmpty ? "nothing" : texts.sorted().joined(separator: ", ")
  }
}

extension Posting {
  fileprivate init(_ entry: LedgerEntry) {
    self.init(entry.kind, debit: entry.debit, credit: entry.credit, entry.amount)
  }
}
