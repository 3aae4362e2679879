import Contracts
import FoundationEssentials
import Postgres

extension Transaction {
  /// Writes an invitation, which takes the place of the one that counted.
  func invite(
    _ application: UUID, to parts: [InvitedPart], extraSeconds: Int, reason: String?,
    by manager: ActingManager, _ configuration: ApplicantsConfiguration
  ) async throws -> InsertInvitation {
    let key = parts.groupKey
    let (_, groups) = try await execute(
      InsertSittingGroup(key: key, now: manager.now), FindSittingGroup(key: key))
    guard let group = groups.first else { throw NoSittingGroup() }
    let invitation = InsertInvitation(
      id: .v7(at: manager.now), application: application, group: group,
      limitSeconds: parts.limitSeconds, graceSeconds: configuration.graceSeconds,
      goodUntil: manager.now.addingDays(configuration.invitationDays), extraSeconds: extraSeconds,
      reason: reason, manager: manager.subject, now: manager.now)
    enqueue(RevokeInvitation(application: application, now: manager.now))
    enqueue(invitation)
    enqueue(InsertInvitedParts(invitation: invitation.id, parts: parts))
    return invitation
  }
}

extension InsertInvitation {
  /// As the mail tells of it.
  func test(_ parts: [InvitedPart]) -> ApplicationChanged.Test {
    ApplicationChanged.Test(
      questions: parts.questions, limitSeconds: limitSeconds, extraSeconds: extraSeconds,
      goodUntil: goodUntil)
  }
}

/// One that was made, or was there, cannot be found.
private struct NoSittingGroup: Error {}
