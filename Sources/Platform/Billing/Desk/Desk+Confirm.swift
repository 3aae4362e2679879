public import Contracts
import FoundationEssentials
public import Hummingbird
public import ServiceKit

extension Form {
  /// Whether its sender has been shown what comes of it; see ``Desk``.
  public var isConfirmed: Bool { optionalBool(Desk.confirmed) == true }
}

extension Desk {
  static let confirmed = "confirmed"

  /// What was typed, once more, and what comes of it: the button does it.
  ///
  /// - Parameters:
  ///   - typed: what was, besides the reason, by the fields' names.
  ///   - facts: about what it is.
  ///   - consequences: what the party will have, and the like.
  ///   - submit: the text on the button.
  public func confirmation(
    of proposal: Proposal, typed: [(String, String)], _ facts: [DeskActView.Fact],
    _ consequences: [String], submit: String, titleKey: String, _ visit: Visit
  ) -> Response {
    let form = visit.form(
      submit: submit, back: page(of: proposal.party).path,
      hidden: typed + [("reason", proposal.why), (Self.confirmed, "true")])
    return visit.page(
      DeskActView(
        facts + [.init(visit.texts.text("field_reason"), proposal.why)],
        consequences + [needs(proposal.amount, visit)], form),
      titleKey: titleKey)
  }

  /// Whether it takes a second manager, in words.
  public func needs(_ amount: Money, _ visit: Visit) -> String {
    guard let limit = approvals.limit, approvals.needsSecond(for: amount) else {
      return visit.texts.text("desk_needs_nobody")
    }
    return visit.texts.text("desk_needs_second", ["limit": limit.words(in: visit.language)])
  }

  /// Does what a manager has confirmed, and leads back to whose money it is.
  ///
  /// - Parameter act: what is done, as refusals of REST name it.
  /// - Throws: 400 for a form without its key, and what the side refuses.
  public func carryOut(
    _ proposal: Proposal, as act: String, _ visit: Visit, _ form: Form
  ) async throws -> Response {
    let key = try visit.requireIdempotencyKey(form)
    let back = page(of: proposal.party).path
    return try await approvals.refusals.watching(
      act, of: proposal.subject, by: visit.context
    ) {
      try await approvals.carryOut(proposal, under: key, at: proposal.proposedAt) { outcome in
        switch outcome {
        case .done: visit.redirection(to: back, notice: "booked")
        case .waits: visit.redirection(to: back, notice: "proposed")
        }
      }
    }
  }
}
