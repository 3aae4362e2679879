import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension NotificationsModule {
  /// `mails`, what managers do about them, and the addresses that are not written to.
  func addDesk(to router: ServiceRouter) {
    router.readingQuery.get("/api/notifications/mails", use: listMails)
    router.get("/api/notifications/mails/{id}", use: showMail)
    router.post("/api/notifications/mails/{id}/resend", use: resendMail)
    router.readingQuery.get("/api/notifications/suppressed", use: listSuppressed)
    router.post("/api/notifications/suppressed", use: suppressAddress)
    router.post("/api/notifications/suppressed/lift", use: liftAddress)
  }

  @Sendable private func listMails(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let filter = MailFilter(
      states: query.choice("state", MailState.self).map { [$0] },
      template: query.choice("template", MailTemplate.self), recipient: query.uuid("recipient"),
      sought: query.search())
    return json(try await page(of: filter, query, limit: query.limit()))
  }

  /// The last of a query's parameters are read.
  func page(
    of filter: MailFilter, _ query: QueryForm, limit: Int
  ) async throws -> Page<MailRecord> {
    let after = query.cursor("mail-list", UUID.self)
    try query.finish()
    let mails = try await desk.list(filter, after: after, limit: limit + 1)
    return Page(fetched: mails, limit: limit, cursor: { Cursor.encode("mail-list", $0.id) }) { $0 }
  }

  @Sendable private func showMail(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    return json(try await desk.show(try context.id()))
  }

  @Sendable private func resendMail(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let caller = try context.require(.manager)
    let id = try context.id()
    let form = try await request.optionalForm(context)
    let resend = try Resend(form, by: caller.subject)
    let key = try request.idempotencyKey(caller, form.digest)
    return try await self.resend(id, resend, key) { mail in
      StoredAnswer(
        mail, status: .created, location: "/api/notifications/mails/\(mail.id.wire)")
    }
  }

  /// Has a mail sent again once per key, and answers with what is made of the new one.
  func resend(
    _ id: UUID, _ resend: Resend, _ key: IdempotencyKey?,
    answer: @Sendable (MailRecord) -> StoredAnswer
  ) async throws -> Response {
    try await database.withIdempotency(key, at: clock.now(), retries: 3) { transaction in
      let mail = try await desk.send(id, again: resend, in: transaction)
      transaction.afterCommit { [sending] in sending.wake() }
      return answer(mail)
    }
  }

  // MARK: addresses

  @Sendable private func listSuppressed(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let sought = query.search()
    return json(try await suppressed(sought, query, limit: query.limit()))
  }

  /// The last of a query's parameters are read.
  func suppressed(
    _ sought: String?, _ query: QueryForm, limit: Int
  ) async throws -> Page<SuppressedAddress> {
    let after = query.cursor("suppressed-list", Date.self, String.self)
    try query.finish()
    let found = try await database.read(
      ListSuppressed(
        pattern: sought.map(LikePattern.init), after: after.map { (since: $0, address: $1) },
        limit: limit + 1))
    return Page(fetched: found, limit: limit) {
      Cursor.encode("suppressed-list", $0.since, $0.address)
    } item: {
      $0
    }
  }

  @Sendable private func suppressAddress(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let caller = try context.require(.manager)
    let wish = try Suppression(try await request.form(context))
    let found = try await database.withTransaction(retries: 3) { transaction in
      try await desk.suppress(wish, by: caller.subject, in: transaction)
    }
    return json(found)
  }

  @Sendable private func liftAddress(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let caller = try context.require(.manager)
    let address = try MailDesk.liftedAddress(try await request.form(context))
    try await database.withTransaction(retries: 3) { transaction in
      try await desk.lift(address, by: caller.subject, in: transaction)
    }
    return StoredAnswer.noContent.response()
  }
}
