public import Contracts
public import FoundationEssentials
public import Postgres

/// Money that a manager wants moved, above the limit up to which one may do so alone.
public struct Proposal: Sendable, Hashable {
  public let id: UUID
  /// What is to be done.
  public let act: Act
  public let party: UUID
  /// Above zero.
  public let amount: Money
  /// The line that is to be taken back, whole or in part.
  public let line: UUID?
  /// The credit note that is to be taken back.
  public let note: UUID?
  /// The payment that something is to be given back of.
  public let payment: UUID?
  public let why: String
  public let proposedBy: ExactText
  public let proposedAt: Date
  public let decision: Decision?
  public let decidedBy: ExactText?
  public let decidedAt: Date?

  public enum Act: String, Sendable, PostgresText {
    case bonus
    /// A line, or a credit note, is taken back whole.
    case correction
    /// Something is given back of a line.
    case allowance
    /// Something of a payment goes back to whom it came from.
    case refund
  }

  public enum Decision: String, Sendable, CaseIterable, PostgresText {
    case approved, withdrawn
  }

  /// Of what it is, or for whom: what was named when it was wanted, as refusals keep it.
  public var subject: ExactText { ExactText((line ?? note ?? payment ?? party).wire) }

  /// One that waits for somebody else.
  public init(
    id: UUID, _ act: Act, for party: UUID, _ amount: Money, line: UUID? = nil,
    note: UUID? = nil, payment: UUID? = nil, why: String, by manager: ExactText, at now: Date
  ) {
    self.id = id
    self.act = act
    self.party = party
    self.amount = amount
    self.line = line
    self.note = note
    self.payment = payment
    self.why = why
    proposedBy = manager
    proposedAt = now
    decision = nil
    decidedBy = nil
    decidedAt = nil
  }

  /// What `init(row:)` reads, from a row source named `p`.
  static let columns = """
    p.id, p.act, p.party, p.amount, p.line, p.note, p.payment, p.why, p.proposed_by,
    p.proposed_at, p.decision, p.decided_by, p.decided_at
    """

  init(row: inout RowReader) throws {
    id = try row.next()
    act = try row.next()
    party = try row.next()
    amount = try row.next()
    line = try row.next()
    note = try row.next()
    payment = try row.next()
    why = try row.next()
    proposedBy = try row.next()
    proposedAt = try row.next()
    decision = try row.next()
    decidedBy = try row.next()
    decidedAt = try row.next()
  }
}

public struct Propose: Statement {
  public static let sql = """
    insert into proposal (id, act, party, amount, line, note, payment, why, proposed_by, proposed_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    """

  let proposal: Proposal

  public init(_ proposal: Proposal) { self.proposal = proposal }

  public var bindings: Bindings {
    [
      proposal.id, proposal.act, proposal.party, proposal.amount, proposal.line, proposal.note,
      proposal.payment, proposal.why, proposal.proposedBy, proposal.proposedAt,
    ]
  }
}

/// Decides one that waits; no row: it is decided, or not there, or the own one and may not be
/// approved.
public struct Decide: Statement {
  public static let sql = """
    update proposal p
    set    decision   = $2,
           decided_by = $3,
           decided_at = $4
    where  p.id = $1
    and    p.decision is null
    and    ($2 <> 'approved' or p.proposed_by collate "C" <> $3 collate "C")
    returning \(Proposal.columns)
    """

  let id: UUID
  let decision: Proposal.Decision
  let manager: ExactText
  let now: Date

  public init(
    _ id: UUID, _ decision: Proposal.Decision, by manager: ExactText, at now: Date
  ) {
    self.id = id
    self.decision = decision
    self.manager = manager
    self.now = now
  }

  public var bindings: Bindings { [id, decision, manager, now] }
  public static func decode(_ row: inout RowReader) throws -> Proposal { try Proposal(row: &row) }
}

public struct FindProposal: Statement {
  public static let sql = "select \(Proposal.columns) from proposal p where p.id = $1"
  let id: UUID
  public init(id: UUID) { self.id = id }
  public var bindings: Bindings { [id] }
  public static func decode(_ row: inout RowReader) throws -> Proposal { try Proposal(row: &row) }
}

/// Those that wait, the first one first.
public struct ListProposals: Statement {
  public static let sql = """
    select \(Proposal.columns)
    from   proposal p
    where  p.decision is null
    and    ($1::timestamptz is null or (p.proposed_at, p.id) > ($1, $2::uuid))
    order  by p.proposed_at, p.id
    limit  $3
    """

  let place: ListPlace
  init(_ place: ListPlace) { self.place = place }
  public var bindings: Bindings { [place.after?.at, place.after?.id, place.most] }
  public static func decode(_ row: inout RowReader) throws -> Proposal { try Proposal(row: &row) }
}

extension Author {
  /// Who proposed it, and who approved it.
  public init(of proposal: Proposal) {
    self.init(
      role: "manager", subject: proposal.proposedBy, why: proposal.why,
      approvedBy: proposal.decision == .approved ? proposal.decidedBy : nil)
  }
}
