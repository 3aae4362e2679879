import Postgres

/// Forgets whose an application was, on the cat's word; an open one is withdrawn before.
struct EraseAct: ApplicationAct {
  func perform(
    on application: Application, by manager: ActingManager, in transaction: Transaction,
    _ module: ApplicantsModule
  ) async throws -> Application {
    var held = application
    let holder = try held.claim(for: manager.subject, takingOver: manager.takesOver)
    return try await transaction.erase(
      held, by: .manager(manager.subject), from: holder, at: manager.now)
  }
}
