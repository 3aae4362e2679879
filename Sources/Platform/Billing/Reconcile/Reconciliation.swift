import Contracts
public import FoundationEssentials
public import Postgres
public import ServiceKit

/// Holds a provider's own list of payments against what is booked here.
///
/// What has become of a try meanwhile, such as a payment that bounced and whose notice was lost, is
/// only looked up again, and booked by whoever looks. All else is a ``Difference``, and money that has
/// come unasked is in suspense. The list is gone through page by page from where the last one ended, so
/// whoever is killed goes on there.
public struct Reconciliation: Sendable {
  /// What came of it.
  public struct Outcome: Sendable, Hashable {
    /// Payments of the provider's list.
    public var read = 0
    /// Of these, how many had changed without our knowing; they are looked up.
    public var news = 0
  }

  let database: PostgresClient
  let adapter: any MoneyAdapter
  let clock: Clock

  /// What is booked just now may not be in a list that was begun before.
  private static let margin: TimeInterval = 300
  private static let batch = 1_000

  private var name: String { type(of: adapter).name }

  /// - Parameter database: as the application role of a side's service.
  public init(_ database: PostgresClient, _ adapter: any MoneyAdapter, clock: Clock) {
    self.database = database
    self.adapter = adapter
    self.clock = clock
  }

  /// - Parameter since: all that has changed since then, once more; nil: what has since the last time.
  /// - Throws: ``ProviderSilent``, and what the database throws. What was compared by then is noted.
  public func run(since: Date? = nil) async throws -> Outcome {
    let begun = clock.now()
    let former = since == nil ? try await database.readOne(FindReconciliation(name)) : nil
    var outcome = Outcome()
    var seen: Set<ExactText> = []
    var cursor = former?.cursor
    while true {
      let page = try await answer(adapter.changes(since: cursor))
      let states = page.states.filter { $0.at >= since ?? .distantPast }
      outcome.read += states.count
      outcome.news += try await compare(states, upTo: since == nil ? page.cursor : nil)
      seen.formUnion(states.map(\.providerReference))
      guard page.hasMore else { break }
      cursor = page.cursor
    }
    try await seek(
      from: since ?? former?.finishedAt?.addingTimeInterval(-Self.margin) ?? .distantPast,
      to: begun.addingTimeInterval(-Self.margin), besides: seen)
    try await database.withTransaction { transaction in
      transaction.enqueue(KeepLongPending(adapter: name, now: clock.now()))
      if since == nil { transaction.enqueue(FinishReconciliation(adapter: name, at: begun)) }
    }
    return outcome
  }

  /// - Returns: how many are looked up again.
  private func compare(_ states: [MoneyState], upTo cursor: ExactText?) async throws -> Int {
    let now = clock.now()
    return try await database.withTransaction { transaction in
      let booked = try await transaction.execute(
        FindBookedPayments(adapter: name, states: states))
      var news: [String] = []
      for (theirs, ours) in zip(states, booked) {
        let comparison = Comparison(theirs, beside: ours)
        if comparison.isNews, let ours { news.append(ours.subject.wire) }
      }
      // In one order, as whoever else locks many of them, and before any lane of the ledger.
      for subject in news.sorted().compactMap({ UUID(uuidString: $0) }) {
        transaction.enqueue(LookNow(of: subject, through: name, at: now))
      }
      for (theirs, ours) in zip(states, booked) {
        guard let kind = Comparison(theirs, beside: ours).difference else { continue }
        try await keep(kind, theirs, beside: ours, transaction, at: now)
      }
      if let cursor { transaction.enqueue(KeepListCursor(adapter: name, cursor: cursor)) }
      return news.count
    }
  }

  /// Notes a difference, and books money that has come unasked.
  private func keep(
    _ kind: Difference.Kind, _ theirs: MoneyState, beside ours: BookedPayment?,
    _ transaction: Transaction, at now: Date
  ) async throws {
    // What a provider pays out for us, or gives back, is not with us.
    let comesIn = adapter is any PaymentAdapter && theirs.givesBack == nil
    let isStray = kind == .unknownHere && theirs.standing == .paid && comesIn
    let kept = try await transaction.one(
      KeepDifference(
        adapter: name, kind: kind, reference: theirs.providerReference, key: theirs.key,
        ours: ours?.amount, theirs: theirs.amount,
        standing: Difference.Standing(theirs.standing), isStray: isStray, now: now))
    guard let kept, kept.isStray else { return }
    transaction.enqueue(
      BookDifference(kept, kept.strayPostings, by: "reconciliation", at: now))
  }

  /// What is booked here has to be there: what the list did not show is asked for by name.
  private func seek(from: Date, to: Date, besides seen: Set<ExactText>) async throws {
    var after = UUID.zero
    while true {
      let receipts = try await database.read(
        ListReceipts(adapter: name, from: from, to: to, after: after, limit: Self.batch))
      for receipt in receipts where !seen.contains(receipt.reference) {
        let states = try await answer(adapter.look(up: ExactText(receipt.subject.wire)))
        guard !states.contains(where: { $0.providerReference == receipt.reference }) else {
          continue
        }
        try await database.execute(
          KeepDifference(
            adapter: name, kind: .unknownThere, reference: receipt.reference, key: receipt.key,
            ours: receipt.amount, theirs: nil, now: clock.now()))
      }
      guard receipts.count == Self.batch, let last = receipts.last else { return }
      after = last.id
    }
  }

  private func answer<Value>(_ answered: Answered<Value>) throws -> Value {
    switch answered {
    case .answer(let value): return value
    case .unknown(let failure): throw ProviderSilent(adapter: name, cause: "\(failure)")
    }
  }
}

/// A provider did not answer, or in words that mean nothing.
public struct ProviderSilent: Error, CustomStringConvertible {
  public let adapter: String
  public let cause: String
  public var description: String { "\(adapter) does not tell its payments: \(cause)" }
}
