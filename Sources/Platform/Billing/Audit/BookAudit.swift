import Contracts
import FoundationEssentials
import Postgres

/// Holds documents against the entries that they must have, and no others.
struct BookAudit {
  private(set) var faults = LedgerFaults()
  private(set) var documents = 0
  let books: Books

  private static let page = 2_000

  init(_ books: Books) { self.books = books }

  /// Those that some entries are for.
  mutating func check(_ causes: Set<UUID>, _ transaction: Transaction) async throws {
    let (books, ids) = (books, Array(causes))
    let (lines, invoices, notes, tries, receipts, uses, differences) =
      try await transaction.execute(
        ReadBooked<KeptLine>(ids: ids), ReadBooked<Invoice>(ids: ids),
        ReadBooked<CreditNote>(ids: ids), ReadBooked<MoneyTry>(ids: ids),
        ReadBooked<Receipt>(ids: ids), ReadBooked<CreditUse>(ids: ids),
        ReadBooked<Difference>(ids: ids))
    let found =
      check(lines) { books.line($0.line) }
      + check(invoices) { books.invoicing.postings(of: $0) }
      + check(notes) { books.note($0) }
      + check(tries) { books.money.postings(of: $0) }
      + check(receipts) { books.money.postings(of: $0) }
      + check(uses) { books.money.postings(of: $0) }
      + check(differences) { books.money.postings(of: $0) }
    for cause in causes.subtracting(found) {
      faults.note("cause \(cause.wire)", "is booked, and is not there")
    }
    documents += found.count
  }

  /// What the accounts carry and have paid, what is left of invoices, and what was given back.
  mutating func checkAccounts(_ transaction: Transaction) async throws {
    let (accounts, settlements, refunds, tries, receipts) = try await transaction.execute(
      FindStrayAccounts(invoicing: books.invoicing, money: books.money),
      FindStraySettlements(money: books.money), FindStrayRefunds(), FindStrayTries(),
      FindStrayReceipts(money: books.money))
    for (party, kept, booked) in accounts {
      let place = "account \(party.wire)"
      if kept.carried != booked.carried {
        faults.note(place, "carries \(kept.carried), and \(booked.carried) is booked")
      }
      if kept.paid != booked.paid {
        faults.note(place, "has paid \(kept.paid), and \(booked.paid) is booked")
      }
    }
    for (invoice, state, left, booked) in settlements {
      faults.note(
        "invoice \(invoice.wire)", "is \(state) with \(left) left, and \(booked) is booked")
    }
    for attempt in tries {
      faults.note("try \(attempt)", "has succeeded, and there is no receipt of it")
    }
    for receipt in receipts {
      faults.note("receipt \(receipt.wire)", "is not what its try has moved")
    }
    for refund in refunds {
      faults.note("refund \(refund.wire)", "is not what its try has given back")
    }
  }

  /// Invoices are what their lines come to, and runs what their invoices do; no line of a period that
  /// is billed is without an invoice.
  mutating func checkInvoices(_ transaction: Transaction) async throws {
    for stray in try await transaction.execute(FindStrayInvoices()) {
      if let invoice = stray.id {
        faults.note(
          "invoice \(invoice.wire)", "says \(stray.says), and its lines come to \(stray.lines)")
      } else {
        faults.note(
          "party \(stray.party.wire)",
          "has \(stray.lines) in period \(stray.period), which is billed, and no invoice of it")
      }
    }
    for (period, says, invoices) in try await transaction.execute(FindStrayRuns()) {
      faults.note(
        "run of period \(period)",
        "says \(says.total) (invoices: \(says.invoices)), and they come to \(invoices.total) "
          + "(invoices: \(invoices.invoices))")
    }
  }

  /// Numbers of invoices and credit notes have no gap.
  mutating func checkNumbers(_ transaction: Transaction) async throws {
    for (series, count, last) in try await transaction.execute(FindNumberGaps()) {
      faults.note("numbers \(series)", "go up to \(last), and there are \(count)")
    }
  }

  /// Those that no entry is for.
  mutating func findUnbooked(_ transaction: Transaction) async throws {
    let books = books
    try await findUnbooked(transaction) { (kept: KeptLine) in books.line(kept.line) }
    try await findUnbooked(transaction) { (invoice: Invoice) in
      books.invoicing.postings(of: invoice)
    }
    try await findUnbooked(transaction) { (note: CreditNote) in books.note(note) }
    try await findUnbooked(transaction) { (attempt: MoneyTry) in
      books.money.postings(of: attempt)
    }
    try await findUnbooked(transaction) { (receipt: Receipt) in
      books.money.postings(of: receipt)
    }
    try await findUnbooked(transaction) { (use: CreditUse) in books.money.postings(of: use) }
    try await findUnbooked(transaction) { (difference: Difference) in
      books.money.postings(of: difference)
    }
  }

  private mutating func findUnbooked<Document: BookedDocument>(
    _ transaction: Transaction, due: (Document) -> [Posting]
  ) async throws {
    var last = UUID.zero
    while true {
      let page = try await transaction.execute(
        ReadDocumentPage<Document>(after: last, most: Self.page))
      for (document, isBooked) in page where !isBooked && !due(document).isEmpty {
        faults.note(Self.place(of: document), "is not booked")
      }
      guard let end = page.last, page.count == Self.page else { return }
      last = end.document.cause
    }
  }

  /// - Returns: their causes.
  private mutating func check<Document: BookedDocument>(
    _ found: [Booked<Document>], due: (Document) -> [Posting]
  ) -> [UUID] {
    for booked in found { check(booked, due(booked.document)) }
    return found.map(\.document.cause)
  }

  private mutating func check<Document>(_ found: Booked<Document>, _ due: [Posting]) {
    let (document, place) = (found.document, Self.place(of: found.document))
    let booked = found.entries.map(Posting.init)
    let times = Dictionary(due.map { ($0.kind, $0.at) }) { $1 }
    let due = due.map(\.undated)
    // Each kind once: more of the same is one too many.
    if due.count != booked.count || Set(due) != Set(booked) {
      faults.note(place, "is booked as \(Self.text(booked)), and has to be \(Self.text(due))")
    }
    let digest = document.document
    if !found.entries.allSatisfy({ $0.document == digest }) {
      faults.note(place, "has been changed since it was booked")
    }
    if !found.entries.allSatisfy({
      $0.party == document.party
        && $0.occurredAt == (times[$0.kind] ?? nil) ?? document.occurredAt
    }) {
      faults.note(place, "is booked for somebody else or another time")
    }
  }

  private static func place<Document: BookedDocument>(of document: Document) -> String {
    "\(Document.what) \(document.name)"
  }

  private static func text(_ postings: [Posting]) -> String {
    let texts = postings.map { "\($0.kind) \($0.debit)/\($0.credit) \($0.amount)" }
    return texts.isEmpty ? "nothing" : texts.sorted().joined(separator: ", ")
  }
}

extension Posting {
  fileprivate var undated: Posting { Posting(kind, debit: debit, credit: credit, amount) }

  fileprivate init(_ entry: LedgerEntry) {
    self.init(entry.kind, debit: entry.debit, credit: entry.credit, entry.amount)
  }
}
