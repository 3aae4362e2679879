import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  /// As much of a history as a page tells.
  private static let mostHappenings = 500

  /// `/applications/{id}`.
  @Sendable func applicationPage(_ visit: Visit) async throws -> Response {
    let id = try visit.context.id()
    try visit.query().finish()
    let application = try await findApplication(id)
    let (invitations, history, others) = try await (
      database.read(ListInvitations(application: id)),
      database.read(
        ListApplicationHistory(application: id, after: 0, limit: Self.mostHappenings)),
      database.read(ListOtherApplications(application: id))
    )
    let tests = try await testNames(
      application.tests + invitations.flatMap { $0.parts.map(\.testID) })
    let vacancies = try await vacancyTitles(
      [application.vacancyID] + others.map(\.vacancyID), visit.language)
    let standings = try await standings(of: invitations.map(\.id))
    let words = try await words(
      visit,
      [
        application.createdAt, application.confirmedAt, application.decidedAt,
        application.reapplyAt, application.erasedAt,
      ] + invitations.flatMap(\.times) + history.map(\.at) + others.map(\.createdAt))
    let live = invitations.live
    let now = clock.now()
    let acts = words.acts(on: application, invitation: live, at: now)
    return visit.page(
      OneApplicationView(
        mark: words.mark(
          application.status, sitting: live?.attempt?.status,
          isLapsed: live.map { $0.goodUntil <= now } ?? false),
        holder: words.holder(of: application),
        asksTime: application.asksTime.map {
          .init(why: $0, path: Address.page(of: .extraTime, on: id).path)
        },
        remark: application.erasedAt.map {
          words.text("forgotten", ["time": words.time($0)])
        },
        acts: acts, hasActs: !acts.isEmpty,
        photo: application.photoSHA256.map { _ in
          .init(
            path: Address.page(ofApplication: id).below("photo").path,
            text: words.text("photo_of", ["name": words.name(application)]))
        },
        facts: words.facts(
          of: application,
          vacancy: vacancies[application.vacancyID] ?? ""),
        tests: application.tests.map { tests[$0] ?? $0.wire },
        hasTests: !application.tests.isEmpty,
        testsPage: application.status.isOpen
          ? Address.page(ofApplication: id).below("tests").path : nil,
        sittings: invitations.reversed().map {
          words.sitting($0, of: application, tests, standing: standings[$0.id])
        },
        hasSittings: !invitations.isEmpty,
        history: history.map(words.happening),
        others: others.map { other in
          words.other(other, vacancies[other.vacancyID] ?? "")
        },
        hasOthers: !others.isEmpty),
      titleKey: "application_title", ["name": words.name(application)])
  }

  /// `/applications/{id}/photo`, for the eyes of managers.
  @Sendable func applicationPhoto(_ visit: Visit) async throws -> Response {
    guard let digest = try await findApplication(try visit.context.id()).photoSHA256 else {
      throw Problem.notFound
    }
    return try await photos.response(showing: digest, to: visit.request, visit.context)
  }

  /// How the attempt at the invitation that counts stands now; nil: it has not finished.
  func standing(of application: Application) async throws -> StandingNow? {
    guard let live = try await database.readOne(FindLiveInvitation(application: application.id))
    else { return nil }
    return try await standings(of: [live.id])[live.id]
  }
}

extension InvitationRecord {
  /// Whatever is said of it when.
  fileprivate var times: [Date?] {
    [
      goodUntil, createdAt, revokedAt, attempt?.startedAt, attempt?.deadlineAt,
      attempt?.handedInAt, attempt?.finishedAt,
    ]
  }
}
