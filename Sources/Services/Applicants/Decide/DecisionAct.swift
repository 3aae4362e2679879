import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// Decides on an application, or takes a decision back.
enum DecisionAct: ApplicationAct {
  /// - Parameter reason: why somebody is taken who is not among the best.
  case accept(reason: String?)
  case reject(RejectionReason, note: String?)
  /// On the cat's word.
  case withdraw(reason: String?)
  case reopen(reason: String)

  /// How much managers may write of why they do something.
  static let words = 1...2_000

  func perform(
    on application: Application, by manager: ActingManager, in transaction: Transaction,
    _ module: ApplicantsModule
  ) async throws -> Application {
    switch self {
    case .accept(let reason):
      try await transaction.accept(application, reason: reason, by: manager, module)
    case .reject(let reason, let note):
      try await transaction.reject(
        application, reason, note: note, by: manager, module.configuration)
    case .withdraw(let reason):
      try await transaction.withdraw(application, reason: reason, by: manager)
    case .reopen(let reason):
      try await transaction.reopen(application, reason: reason, by: manager, module)
    }
  }
}

extension DecisionAct {
  private enum Kind: String, CaseIterable { case accept, reject, withdraw, reopen }

  /// - Returns: nil after a mistake.
  init?(_ form: Form) {
    switch form.choice("decision", Kind.self) {
    case .accept: self = .accept(reason: form.optionalText("reason", Self.words))
    case .reject:
      guard let rejection = DecisionAct(rejection: form) else { return nil }
      self = rejection
    case .withdraw: self = .withdraw(reason: form.optionalText("reason", Self.words))
    case .reopen: self = .reopen(reason: form.text("reason", Self.words))
    case nil:
      // What they have to be, the decision would say.
      _ = (form.value("reason"), form.value("note"))
      return nil
    }
  }

  /// Why somebody is rejected, in `reason` and `note`: `other` says nothing without a note.
  ///
  /// - Returns: nil after a mistake.
  init?(rejection form: Form) {
    let reason = form.choice("reason", RejectionReason.self)
    let note =
      reason == .other
      ? form.text("note", Self.words) : form.optionalText("note", Self.words)
    guard let reason else { return nil }
    self = .reject(reason, note: note)
  }
}
