import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  /// `POST /api/applications/{id}/links`: for a cat whose mail does not arrive.
  ///
  /// The answer has the address once. It is not kept under an `Idempotency-Key`: there is no other
  /// trace of a token than its hash.
  @Sendable func makeLink(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require(.manager)
    let id = try context.id()
    let precondition = try request.ifMatch()
    let form = try await request.form(context)
    let kind = form.choice("kind", LinkKind.self)
    let manager = ActingManager(
      subject: caller.subject, takesOver: form.optionalBool("take_over") ?? false,
      now: clock.now())
    let made = try await makeLink(try form.finish(kind), to: id, if: precondition, by: manager)
    return json(made, status: .created)
  }

  /// - Throws: 409 where a link of that kind leads nowhere, or another manager has the application.
  func makeLink(
    _ kind: LinkKind, to id: UUID, if precondition: Precondition, by manager: ActingManager
  ) async throws -> MadeLink {
    try await database.withTransaction { transaction in
      let application = try await transaction.lockForAct(id, at: manager.now, self)
      try precondition.check(application.version)
      return try await transaction.makeLink(kind, to: application, by: manager, self)
    }
  }
}

extension Transaction {
  fileprivate func makeLink(
    _ kind: LinkKind, to application: Application, by manager: ActingManager,
    _ module: ApplicantsModule
  ) async throws -> MadeLink {
    var changed = application
    var step = try manager.change(&changed) { _ in
      ApplicationStep(.linkMade, by: .manager(manager.subject))
    }
    step.tell("kind", .string(kind.rawValue))
    let invitation = try await invitation(kind, of: application, at: manager.now)
    let link = try module.links.mint(
      of: application.id, invitation: invitation, by: manager.subject, at: manager.now)
    enqueue(link.insertion)
    _ = try await record(changed, step, at: manager.now)
    return MadeLink(
      kind: kind, url: Address.portal(link.token).url(on: module.configuration.portalSite ?? ""),
      expiresAt: link.token.expiresAt)
  }

  /// What a link of that kind leads to beside the application's state.
  ///
  /// - Throws: 409 where there is nothing, or not any more.
  private func invitation(
    _ kind: LinkKind, of application: Application, at now: Date
  ) async throws -> (id: UUID, until: Date)? {
    guard application.erasedAt == nil else { throw Problem.wrongState("It is erased.") }
    guard kind == .invitation else { return nil }
    try application.require(.invited)
    guard let live = try await one(FindLiveInvitation(application: application.id)) else {
      throw Problem.wrongState(application)
    }
    guard now < kind.expiry(issuedAt: now, invitationUntil: live.expiresAt) else {
      throw Problem.invitationOver
    }
    return (live.id, live.expiresAt)
  }
}

/// A link as it is told once.
struct MadeLink: JSONWritable {
  let kind: LinkKind
  let url: String
  let expiresAt: Date

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("kind", kind.rawValue)
    writer.field("url", url)
    writer.field("expires_at", expiresAt)
    writer.endObject()
  }
}
