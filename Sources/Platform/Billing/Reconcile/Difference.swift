public import Contracts
public import FoundationEssentials
public import Postgres

/// Where a provider's own list of payments says otherwise than the tables here. It waits for a person:
/// nothing is guessed, and no money moves by itself.
public struct Difference: Sendable, Hashable {
  /// In what they differ.
  public enum Kind: String, CaseIterable, Sendable, PostgresText {
    /// The provider has a payment that nobody here has asked for.
    case unknownHere = "unknown_here"
    /// The provider does not have one that was booked here, or says that it was never made.
    case unknownThere = "unknown_there"
    case amount
    /// More than one payment for the same thing.
    case paidTwice = "paid_twice"
    /// It is neither paid nor declined for longer than it may take.
    case pendingLong = "pending_long"
    /// A refund that had failed was paid after all, or has come back since.
    case lateRefund = "late_refund"
  }

  /// How a payment stands at its provider; what becomes of it later is a difference of its own.
  public enum Standing: String, CaseIterable, Sendable, PostgresText {
    case paid, pending, declined, back

    init(_ standing: MoneyStanding) {
      self =
        switch standing {
        case .paid: .paid
        case .pending: .pending
        case .declined: .declined
        case .back: .back
        }
    }
  }

  public let id: UUID
  public let adapter: String
  public let kind: Kind
  /// The provider's name for the payment.
  public let reference: ExactText
  /// Under which it was asked for.
  public let key: ExactText
  /// nil: it is not known here.
  public let ours: Money?
  /// nil: it is not known there.
  public let theirs: Money?
  /// nil: the provider does not have it or was not asked, or it was noted when this was not.
  public let standing: Standing?
  public let foundAt: Date
  /// It is money that has come unasked, and is booked so.
  public let isStray: Bool
  /// What such money pays for; nil although it is settled: it was not ours, and is gone.
  public let invoice: UUID?
  /// Whose refund was late; of all else it is nobody's.
  public let party: UUID
  /// What of a late refund is on the client's credit; nil: we bear it all.
  public let onCredit: Money?
  /// Who has looked at it, and what came of that; nil: it is open.
  public let settled: Settled?

  public struct Settled: Sendable, Hashable {
    public let at: Date
    /// The manager.
    public let by: ExactText
    public let why: String
  }
}

extension Difference {
  static let columns = """
    d.id, d.adapter, d.what, d.reference, d.key, d.ours, d.theirs, nullif(d.standing, ''),
    d.found_at, d.is_stray, d.invoice_id, d.party, d.on_credit, d.settled_at, d.settled_by, d.why
    """

  init(row: inout RowReader) throws {
    id = try row.next()
    adapter = try row.next()
    kind = try row.next()
    reference = try row.next()
    key = try row.next()
    ours = try row.next()
    theirs = try row.next()
    standing = try row.next()
    foundAt = try row.next()
    isStray = try row.next()
    invoice = try row.next()
    party = try row.next()
    onCredit = try row.next()
    let (at, by, why): (Date?, ExactText?, String?) = (
      try row.next(), try row.next(), try row.next()
    )
    if let at, let by, let why {
      settled = Settled(at: at, by: by, why: why)
    } else {
      settled = nil
    }
  }
}

/// What a payment of a provider's list means beside what is known of it here. It decides and does
/// nothing.
struct Comparison: Hashable {
  /// Something has become of a try that had ended, or waits: it is to be looked up.
  let isNews: Bool
  /// nil: they agree, or will once it is looked up.
  let difference: Difference.Kind?

  /// - Parameter ours: nil: no try of ours was ever made under its key.
  init(_ theirs: MoneyState, beside ours: BookedPayment?) {
    let hasMoved = theirs.standing.hasMoved
    guard let ours else {
      isNews = false
      difference = hasMoved || theirs.standing == .pending ? .unknownHere : nil
      return
    }
    // What is made or unknown is looked up within minutes anyway.
    let isAwaited = ours.state == .pending || ours.state.isFinal
    let other: Difference.Kind? = hasMoved && theirs.amount != ours.amount ? .amount : nil
    switch theirs.standing {
    case .paid:
      isNews = isAwaited && !ours.hasArrived
      difference = other ?? (ours.isPaidTwice ? .paidTwice : nil)
    case .back:
      isNews = isAwaited && !ours.hasComeBack
      difference = other
    case .declined:
      isNews = ours.state == .pending
      difference = ours.hasArrived ? .unknownThere : nil
    case .pending:
      isNews = false
      difference = nil
    }
  }
}

/// What is known here of a payment in a provider's list.
struct BookedPayment: Sendable {
  let subject: UUID
  let amount: Money
  let state: TryState
  /// Whether this payment was booked, and its coming back.
  let hasArrived: Bool
  let hasComeBack: Bool
  /// Whether more has come for the same thing with it, and stayed, than was due; of a refund, whether
  /// it was given back more than once.
  let isPaidTwice: Bool
}
