import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// Says which tests an applicant is given, from the next invitation on.
struct TestSetAct: ApplicationAct {
  let tests: [UUID]

  func perform(
    on application: Application, by manager: ActingManager, in transaction: Transaction,
    _ module: ApplicantsModule
  ) async throws -> Application {
    var changed = application
    let step = try manager.change(&changed) { application in
      try application.require(.new, .invited, .tested)
      application.tests = tests
      return ApplicationStep(.testsSet, by: .manager(manager.subject))
    }
    guard changed.tests != application.tests else { return application }
    return try await transaction.record(changed, step, at: manager.now)
  }
}
