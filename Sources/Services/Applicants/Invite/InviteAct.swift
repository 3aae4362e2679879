import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// Invites an applicant to the tests of its set: their versions, what answers are worth and the
/// time are fixed by that.
struct InviteAct: ApplicationAct {
  let extraSeconds: Int
  /// Why there is another invitation.
  let reason: String?

  func perform(
    on application: Application, by manager: ActingManager, in transaction: Transaction,
    _ module: ApplicantsModule
  ) async throws -> Application {
    var changed = application
    let step = try manager.change(&changed) { try $0.invite(reason: reason, by: manager.subject) }
    let (unfinished, versions) = try await transaction.execute(
      FindUnfinished(application: application.id), FindDefaultVersions(tests: application.tests))
    guard unfinished.isEmpty else { throw Problem.testUnderWay }
    let parts = try versions.ordered(as: application.tests)

    let invitation = try await transaction.invite(
      application.id, to: parts, extraSeconds: extraSeconds, reason: reason, by: manager,
      module.configuration)
    let link = try module.links.mint(
      of: application.id, invitation: (invitation.id, invitation.goodUntil), at: manager.now)
    transaction.enqueue(link.insertion)
    return try await transaction.record(
      changed, step,
      publishing: ApplicationNews(link: link.sealed, test: invitation.test(parts)),
      at: manager.now)
  }
}

extension InviteAct {
  init(_ form: Form) {
    extraSeconds = 60 * (form.optionalInt("extra_minutes", 0...ExtraTimeAct.mostMinutes) ?? 0)
    reason = form.optionalText("reason", DecisionAct.words)
  }
}

/// An attempt that is sat, or that waits to be scored: it would end in the place of another one.
struct FindUnfinished: Statement {
  static let sql = """
    select id
    from   applicants.attempt
    where  application_id = $1
    and    status in ('running', 'handed_in', 'marking')
    """

  let application: UUID
  var bindings: Bindings { [application] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}
