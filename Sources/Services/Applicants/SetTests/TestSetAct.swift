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
    let step = try manager.change(&changed) { try $0.giveTests(tests, by: manager.subject) }
    guard changed.tests != application.tests else { return application }
    return try await transaction.record(changed, step, at: manager.now)
  }
}

extension ApplicantsModule {
  /// Reads `tests` of a body.
  func testSet(_ form: Form) async throws -> TestSetAct {
    let tests = form.uuids("tests", Vacancy.testCount)
    try await checkTests(tests, in: form)
    return TestSetAct(tests: tests)
  }

  /// The same of tests that a page's address has: as a field of its form they would have no mistake
  /// that could stand beside one.
  ///
  /// - Returns: nil after a mistake.
  func testSet(of tests: [UUID], in form: Form) async throws -> TestSetAct? {
    guard Vacancy.testCount.contains(tests.count) else {
      form.mistake(in: "tests", .outOfRange(Vacancy.testCount))
      return nil
    }
    try await checkTests(tests, in: form)
    return TestSetAct(tests: tests)
  }
}
