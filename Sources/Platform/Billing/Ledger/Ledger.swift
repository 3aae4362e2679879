import Contracts
import FoundationEssentials
public import Postgres

/// The ledger of a service: read, gone through and sealed. Written it is by `ledger_append` alone.
public struct Ledger: Sendable {
  /// For the lists of services that have one.
  public static let statements: [any Statement.Type] = [
    ReadHeads.self, ReadLinks.self, ReadEntries.self, ReadSeals.self, ReadSignatures.self,
    FindLastSeal.self, FindSigned.self, CountEntries.self, SealLedger.self, CountSealed.self,
    SignSeal.self, NoteVerification.self, FindVerifications.self, ReadBooked<KeptLine>.self,
    ReadBooked<Invoice>.self, ReadBooked<MoneyTry>.self, ReadBooked<Receipt>.self,
    ReadBooked<CreditUse>.self, ReadDocumentPage<KeptLine>.self, ReadDocumentPage<Invoice>.self,
    ReadDocumentPage<MoneyTry>.self, ReadDocumentPage<Receipt>.self,
    ReadDocumentPage<CreditUse>.self, ReadBooked<CreditNote>.self,
    ReadDocumentPage<CreditNote>.self, FindStrayAccounts.self, FindStraySettlements.self,
    FindStrayInvoices.self, FindStrayRefunds.self, FindStrayTries.self, FindStrayReceipts.self,
    FindStrayRuns.self, FindNumberGaps.self,
    ReadBooked<Difference>.self, ReadDocumentPage<Difference>.self, ListEntries.self,
  ]

  let database: PostgresClient
  let schema: String
  private let books: Books

  public init(_ database: PostgresClient, schema: String, books: Books) {
    self.database = database
    self.schema = schema
    self.books = books
  }

  /// What the lanes stand at; those that hold nothing stand at link 0.
  public func heads() async throws -> [LedgerHead] { try await database.read(ReadHeads()) }

  /// Computes everything anew that the ledger holds, and holds its documents against it.
  ///
  /// - Parameters:
  ///   - sealNumber: go on from this seal, whose content is believed, and pass over the documents of
  ///     what was booked before; nil: from the beginning.
  ///   - known: heads that were written down elsewhere.
  ///   - kept: seals that were.
  ///   - keys: those that may have signed; empty: whoever did.
  /// - Throws: ``NoSuchSeal``; the database's errors.
  public func verify(
    since sealNumber: Int64? = nil, known: [LedgerHead] = [], kept: [KeptSeal] = [],
    keys: [LedgerVerifierKey] = []
  ) async throws -> LedgerReport {
    try await database.withTransaction(.repeatableReadOnly) { transaction in
      try await verify(in: transaction, since: sealNumber, known: known, kept: kept, keys: keys)
    }
  }

  /// The same as a transaction sees it, in which nobody else writes.
  func verify(
    in transaction: Transaction, since sealNumber: Int64? = nil, known: [LedgerHead] = [],
    kept: [KeptSeal] = [], keys: [LedgerVerifierKey] = []
  ) async throws -> LedgerReport {
    let (heads, seals, signatures) = try await transaction.execute(
      ReadHeads(), ReadSeals(from: sealNumber ?? 1), ReadSignatures(from: sealNumber ?? 1))
    var run = LedgerRun(
      schema: schema, start: try Self.start(sealNumber, in: seals), seals: seals, known: known,
      books: books)
    for lane in LedgerLane.all {
      try await run.go(through: lane, to: heads.first { $0.lane == lane }, transaction)
    }
    if sealNumber == nil {
      try await run.books.findUnbooked(transaction)
      try await run.books.checkAccounts(transaction)
      try await run.books.checkInvoices(transaction)
      try await run.books.checkNumbers(transaction)
    }
    return run.report(signatures, keys: keys, kept: kept)
  }

  private static func start(_ number: Int64?, in seals: [LedgerSeal]) throws -> LedgerSeal? {
    guard let number else { return nil }
    guard let first = seals.first, first.number == number else { throw NoSuchSeal(number: number) }
    return first
  }
}

/// Asked to go on from a seal that is not there.
public struct NoSuchSeal: Error, CustomStringConvertible {
  let number: Int64
  public var description: String { "there is no seal \(number)" }
}
