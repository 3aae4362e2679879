import Contracts
import Postgres
import ServiceKit

/// Says who has an application. No event tells of it: it is nobody's business but managers'.
enum HoldAct: ApplicationAct {
  case take
  case release
  /// Hands it to another manager.
  case assign(to: ExactText)

  func perform(
    on application: Application, by manager: ActingManager, in transaction: Transaction,
    _ module: ApplicantsModule
  ) async throws -> Application {
    let isAnothers = application.heldBy.map { $0 != manager.subject } ?? false
    var changed = application
    let step = try manager.change(&changed) { application in
      switch self {
      case .take:
        return ApplicationStep(isAnothers ? .takenOver : .taken, by: .manager(manager.subject))
      case .release:
        application.heldBy = nil
        return ApplicationStep(.released, by: .manager(manager.subject))
      case .assign(let other):
        application.heldBy = other
        return ApplicationStep(.assigned, by: .manager(manager.subject))
      }
    }
    guard changed.heldBy != application.heldBy else { return application }
    return try await transaction.record(changed, step, at: manager.now)
  }
}

extension HoldAct {
  /// Whom `held_by` may name.
  private enum Holder: String, CaseIterable { case me }

  /// `{"held_by": "me"}`, or null to release it.
  ///
  /// - Returns: nil after a mistake.
  init?(_ form: Form) {
    if form.value("held_by") == .null {
      self = .release
    } else if form.choice("held_by", Holder.self) != nil {
      self = .take
    } else {
      return nil
    }
  }
}
