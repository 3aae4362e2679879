import Billing
import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// What a manager can take back: a line, or a credit note that was given for one.
enum Correctable: Sendable {
  case line(FoundLine)
  case note(FindCreditNote.Row)

  var client: UUID {
    switch self {
    case .line(let found): found.line.party
    case .note(let found): found.note.party
    }
  }

  /// What of it can still be taken back.
  var left: Money {
    switch self {
    case .line(let found): found.left.magnitude
    case .note(let found): found.isReversed ? .zero : found.note.amount
    }
  }

  /// All that it is, taken back or not.
  private var whole: Money {
    switch self {
    case .line(let found): found.line.amount.magnitude
    case .note(let found): found.note.amount
    }
  }

  /// Whether something can be given back of it: what takes back is itself only taken back whole.
  var isCharge: Bool {
    guard case .line(let found) = self else { return false }
    return found.line.kind.utf8.elementsEqual(ClientLineKind.charge.rawValue.utf8)
  }

  /// What is to be done, at once or once a second manager agrees.
  ///
  /// - Parameters:
  ///   - amount: what is given back of a charge; nil: it is taken back whole.
  ///   - why: what the client reads.
  func proposal(
    _ amount: Money?, why: String, by manager: ExactText, at now: Date
  ) -> Proposal {
    let (line, note): (UUID?, UUID?) =
      switch self {
      case .line(let found): (found.line.id, nil)
      case .note(let found): (nil, found.note.id)
      }
    return Proposal(
      id: .v7(at: now), amount == nil ? .correction : .allowance, for: client, amount ?? whole,
      line: line, note: note, why: why, by: manager, at: now)
  }
}

extension ClientBillingModule {
  /// - Parameter id: of a line or a credit note; nil is returned where there is neither.
  func correctable(_ id: UUID) async throws -> Correctable? {
    if let line = try await database.readOne(FindLine(id: id)) { return .line(line) }
    return try await database.readOne(FindCreditNote(id: id)).map { .note($0) }
  }
}

extension Transaction {
  /// - Throws: 404 where what is to be taken back is not there.
  func correctable(of proposal: Proposal) async throws -> Correctable {
    if let id = proposal.line, let found = try await one(FindLine(id: id)) { return .line(found) }
    if let id = proposal.note, let found = try await one(FindCreditNote(id: id)) {
      return .note(found)
    }
    throw Problem.notFound
  }
}
