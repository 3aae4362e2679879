import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

extension Transaction {
  /// The applicant becomes a worker. Who is not among the best is accepted for a reason
  /// only; how the attempt stood then is kept.
  func accept(
    _ application: Application, reason: String?, by manager: ActingManager,
    _ module: ApplicantsModule
  ) async throws -> Application {
    var accepted = application
    var step = try manager.change(&accepted) {
      try $0.accept(
        as: .v7(at: manager.now), note: reason, by: manager.subject, at: manager.now)
    }
    guard let live = try await one(FindLiveInvitation(application: application.id)),
      let score = try await one(FindScores(attempts: [live.id]))?.score,
      let standing = try await standings(of: [live.id], by: module.configuration.top)[live.id]
    else { throw Problem.beingScored }
    guard let sha256 = application.photoSHA256,
      let mediaType = try await one(FindMediaType(sha256: sha256))
    else { throw Problem.wrongState(application) }
    guard standing.isProposed || reason != nil else { throw Problem.notProposed(standing) }
    step.tell("standing", standing.json)
    let expiry = manager.now.addingDays(module.configuration.photoLinkDays)
    return try await record(
      accepted, step,
      hiring: Hiring(
        characteristics: score.characteristics, code: score.code,
        photo: ApplicantAccepted.Photo(
          sha256: sha256, mediaType: mediaType,
          path: module.photoLinks.path(of: application.id, until: expiry))),
      at: manager.now)
  }

  /// The cat may not apply for the vacancy again for some time, which is remembered without
  /// its address. A test that it is sitting goes on, for the case that this is taken back.
  func reject(
    _ application: Application, _ reason: RejectionReason, note: String?,
    by manager: ActingManager, _ configuration: ApplicantsConfiguration
  ) async throws -> Application {
    let reapplyAt = manager.now.addingDays(configuration.reapplyDays)
    var rejected = application
    let step = try manager.change(&rejected) {
      try $0.reject(
        reason, note: note, reapplyAt: reapplyAt, by: manager.subject, at: manager.now)
    }
    if let email = application.details?.email {
      enqueue(
        BarReapplying(
          emailHash: configuration.pepper.hash(ofEmail: email), vacancy: application.vacancyID,
          until: reapplyAt))
    }
    return try await record(rejected, step, at: manager.now)
  }

  func withdraw(
    _ application: Application, reason: String?, by manager: ActingManager
  ) async throws -> Application {
    var withdrawn = application
    let step = try manager.change(&withdrawn) {
      try $0.withdraw(by: .manager(manager.subject), note: reason, at: manager.now)
    }
    return try await record(withdrawn, step, at: manager.now)
  }

  func reopen(
    _ application: Application, reason: String, by manager: ActingManager,
    _ module: ApplicantsModule
  ) async throws -> Application {
    var reopened = application
    let step = try manager.change(&reopened) {
      try $0.reopen(reason: reason, by: manager.subject)
    }
    // The constraint would say so as well, and tell the address to the database's log.
    let rivals = try await execute(FindOpenRival(application: application.id))
    guard rivals.isEmpty else { throw Problem.alreadyOpen }
    if let email = application.details?.email {
      enqueue(
        LetReapply(
          emailHash: module.configuration.pepper.hash(ofEmail: email),
          vacancy: application.vacancyID))
    }
    let link = try module.links.mint(of: application.id, at: manager.now)
    enqueue(link.insertion)
    return try await record(
      reopened, step, publishing: ApplicationNews(link: link.sealed), at: manager.now)
  }
}

struct FindMediaType: Statement {
  static let sql = "select media_type from applicants.photo where sha256 = $1"

  let sha256: String
  var bindings: Bindings { [sha256] }
  static func decode(_ row: inout RowReader) throws -> String { try row.next() }
}
