import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
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

  /// - Throws: 409 `beyond-the-line` where less is left of it.
  func refuse(beyond amount: Money) throws(Problem) {
    guard amount <= left else { throw .beyondTheLine(left) }
  }

  /// All that it is, taken back or not.
  var whole: Money {
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
  /// - Throws: 404 where what is to be taken back is not there, 409 `beyond-the-line` where less is
  ///   left of it.
  func correctable(of proposal: Proposal) async throws -> Correctable {
    guard let target = try await find(proposal) else { throw Problem.notFound }
    try target.refuse(beyond: proposal.amount)
    return target
  }

  private func find(_ proposal: Proposal) async throws -> Correctable? {
    if let id = proposal.line { return try await one(FindLine(id: id)).map { .line($0) } }
    guard let id = proposal.note else { return nil }
    return try await one(FindCreditNote(id: id)).map { .note($0) }
  }
}

extension Problem {
  /// - Parameter left: what can still be taken back.
  static func beyondTheLine(_ left: Money) -> Problem {
    Problem(
      .conflict, "beyond-the-line", title: "That is more than is left of it",
      detail: left == .zero
        ? "It is taken back already. What took it back can itself be taken back: name that."
        : "Of this line \(left) can still be taken back: name that amount, or less.")
  }
}
