import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// Gives an applicant more time: before the test is begun as part of it, while it runs by moving
/// its end, which never comes earlier.
struct ExtraTimeAct: ApplicationAct {
  /// In all, of one invitation.
  static let mostMinutes = 480

  let minutes: Int
  let reason: String

  func perform(
    on application: Application, by manager: ActingManager, in transaction: Transaction,
    _ module: ApplicantsModule
  ) async throws -> Application {
    var changed = application
    let step = try manager.change(&changed) {
      try $0.addTime(minutes: minutes, reason: reason, by: manager.subject)
    }
    guard let live = try await transaction.one(FindLiveInvitation(application: application.id))
    else { throw Problem.wrongState(application) }
    let seconds = minutes * 60
    try live.requireRoom(forSeconds: seconds, at: manager.now)
    let deadline = try await transaction.extend(live, bySeconds: seconds, at: manager.now)
    let link = try module.links.mint(
      of: application.id, invitation: (live.id, live.expiresAt), at: manager.now)
    transaction.enqueue(link.insertion)
    var test = live.test
    test.extraSeconds += seconds
    return try await transaction.record(
      changed, step,
      publishing: ApplicationNews(link: link.sealed, test: test, deadlineAt: deadline),
      at: manager.now)
  }
}

extension ExtraTimeAct {
  init(_ form: Form) {
    minutes = form.int("minutes", 1...Self.mostMinutes)
    reason = form.text("reason", DecisionAct.words)
  }
}

extension LiveInvitation {
  /// - Throws: 409 for what is over; 400 for more time than there may be.
  fileprivate func requireRoom(forSeconds seconds: Int, at now: Date) throws(Problem) {
    guard isOfUse(at: now) else {
      throw attempt == nil ? .invitationOver : .attemptOver
    }
    let most = ExtraTimeAct.mostMinutes - (extraSeconds + 59) / 60
    guard extraSeconds + seconds <= ExtraTimeAct.mostMinutes * 60 else {
      throw .badInput([Mistake("/minutes", .outOfRange(min(1, most)...most))])
    }
  }
}

extension Transaction {
  /// - Returns: the end that is shown from now on; nil: it was not begun.
  /// - Throws: 409 if it was handed in meanwhile.
  fileprivate func extend(
    _ live: LiveInvitation, bySeconds seconds: Int, at now: Date
  ) async throws -> Date? {
    guard live.attempt != nil else {
      enqueue(ExtendInvitation(invitation: live.id, seconds: seconds))
      return nil
    }
    guard
      let deadline = try await one(ExtendAttempt(attempt: live.id, seconds: seconds, now: now))
    else { throw Problem.attemptOver }
    return deadline
  }
}
