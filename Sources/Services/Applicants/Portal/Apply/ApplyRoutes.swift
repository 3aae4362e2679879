import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsPortalModule {
  func addApplyRoutes(to router: ServiceRouter, _ pages: PublicPageRoutes) {
    pages.get(RouterPath(Address.home)) { $0.redirect(to: ApplyAddress.form.path) }
    pages.get(RouterPath(ApplyAddress.form)) { try showForm($0) }
    pages.form(
      RouterPath(ApplyAddress.form), atMost: PortalHead.maxBytes, show: { try showForm($0) },
      act: sendForm)
    pages.get(RouterPath(ApplyAddress.sent)) { visit in
      visit.page(
        SentView(
          isAgain: visit.parameter(Thanks.again.0) != nil,
          letter: visit.texts.text("apply_sent_letter", kept.arguments),
          form: visit.address(ApplyAddress.form.path)), titleKey: "apply_sent")
    }
    router.readingQuery.get("/api/apply", use: showVacancies)
    router.readingQuery.post("/api/applications", use: sendApplication)
  }

  /// With the ticket that it had, as long as that is good.
  private func showForm(_ visit: PublicVisit) throws -> Response {
    let sent = visit.problem == nil ? nil : visit.parameter(PortalHead.ticketName)
    let issued = sent.flatMap { text in (try? desk.ticket(text)).map { (text: text, ticket: $0) } }
    let view = ApplyView(
      try vacancies.vacancies, issued ?? desk.keys.tickets.minted(at: desk.clock.now()),
      challenge?.widget, kept, visit)
    return visit.page(view, titleKey: "apply", challenge: challenge?.widget.origin)
  }

  @Sendable private func sendForm(_ visit: PublicVisit, _ form: Form) async throws -> Response {
    let trap = form.value("reference-code")?.string ?? ""
    let answer = challenge.flatMap { form.value($0.widget.field)?.string }
    let isNew = try await send(
      form, visit.parameter(PortalHead.ticketName), visit.language, visit.context, trap: trap,
      answer: answer)
    return Thanks.answer(to: visit.request, isNew: isNew)
  }

  @Sendable private func showVacancies(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let now = desk.clock.now()
    return json(
      Invitation(vacancies: try vacancies.vacancies, ticket: desk.keys.tickets.mint(at: now)))
  }

  @Sendable private func sendApplication(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let ticket = PortalHead(request).ticket.map(String.init)
    let form = try await request.form(context, limit: PortalHead.maxBytes)
    let language = Language(acceptLanguage: request.headers[.acceptLanguage])
    let answer = form.optionalText("challenge_response", 1...2_048)
    let isNew = try await send(form, ticket, language, context, answer: answer)
    return Thanks.answer(to: request, isNew: isNew)
  }

  /// Ticket, fields, provider, queue, database, in this order: nothing is spent on a mistake.
  ///
  /// - Returns: whether it is the first form with that ticket.
  /// - Throws: what the sender is told; nothing about whether a mailbox is known or has too many.
  private func send(
    _ form: Form, _ ticketText: String?, _ language: Language, _ context: RequestScope,
    trap: String = "", answer: String?
  ) async throws -> Bool {
    let sender = SenderAddress(bytes: context.sender)
    let ticket: Ticket
    do {
      ticket = try desk.ticket(ticketText)
    } catch {
      throw error.problem
    }
    let known = try vacancies.vacancies
    guard !known.isEmpty else { throw Problem.closed }
    let cat = ApplyForm(form, in: language, for: known)
    do {
      try form.finish()
    } catch {
      desk.noteMistake(ticket)
      throw error
    }
    try await challenge(answer, ticket, context)
    let now = desk.clock.now()
    let suspicion = Suspicion(
      trap: trap, name: cat.details.name, breed: cat.details.breed, age: ticket.age(at: now))
    let turn = desk.turn(of: sender)
    switch await desk.submit(ticket, suspicion, from: sender) {
    case .lease: break
    case .thanked:
      desk.metrics.count(.repeated)
      return false
    case .refused(let refusal): throw refusal.problem
    }
    let filing = FileSubmission(
      form: cat, ticket: ticket, turn: turn, suspicion: suspicion, now: now)
    return try await file(filing)
  }

  /// - Throws: what to do of whom the provider takes for no cat, or of whom it says nothing.
  private func challenge(
    _ answer: String?, _ ticket: Ticket, _ context: RequestScope
  ) async throws {
    guard let challenge else { return }
    let verdict = await challenge.verdict(on: answer ?? "", for: ticket, from: context.address)
    desk.metrics.count(verdict)
    switch verdict {
    case .passed: return
    case .failed:
      desk.noteMistake(ticket)
      throw Problem.challengeFailed
    case .unavailable:
      throw Problem.unavailable(
        "challenge-unavailable", "Who tells cats from programs does not answer.", retryAfter: 30)
    }
  }

  /// Writes it, unless its mailbox has too many already: then it takes as long as the last that was
  /// written.
  private func file(_ filing: FileSubmission) async throws -> Bool {
    var isKept = false
    defer { desk.finish(filing.ticket, isKept: isKept) }
    guard desk.keeps(Mailbox(filing.form.details.email), of: filing.ticket) else {
      try? await Task.sleep(for: desk.lastWrite)
      isKept = true
      desk.metrics.count(.silent)
      return true
    }
    let start = ContinuousClock.now
    do {
      let isNew = try await database.execute(filing).first ?? false
      isKept = true
      desk.noteWrite(ContinuousClock.now - start)
      desk.metrics.count(isNew ? .kept : .repeated)
      return isNew
    } catch {
      desk.metrics.count(PortalMetrics.Sent.failed)
      throw error
    }
  }
}

/// Where one applies.
enum ApplyAddress {
  static let form = Address("/apply")
  static let sent = Address("/apply/sent")
}

/// What whoever applies is answered, the same for everybody.
enum Thanks {
  /// What the address of the page has that tells whose form was sent before.
  static let again = ("again", "1")

  /// - Parameter isNew: whether no form was sent with its ticket before.
  static func answer(to request: Request, isNew: Bool) -> Response {
    guard !request.uri.path.hasPrefix("/api/") else {
      return json(["status": "received"] as JSONValue, status: .accepted)
    }
    let language = request.chosenLanguage.map { [("lang", $0.rawValue)] } ?? []
    let address = ApplyAddress.sent.path + queryString((isNew ? [] : [again]) + language)
    return StoredAnswer(status: .seeOther, location: address).response()
  }
}

/// What programs need to apply.
private struct Invitation: JSONWritable {
  let vacancies: [OpenVacancy]
  let ticket: String

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("vacancies")
    writer.beginArray()
    for vacancy in vacancies {
      writer.beginObject()
      writer.field("id", vacancy.id)
      writer.field("texts", vacancy.texts)
      writer.endObject()
    }
    writer.endArray()
    writer.field("ticket", ticket)
    writer.endObject()
  }
}

extension Problem {
  /// 409: nothing can be applied for at the moment.
  static let closed = conflict("closed", "Nothing can be applied for at the moment.")

  /// 422: whoever sent it may be a program.
  static let challengeFailed = Problem(
    .unprocessableContent, "challenge-failed", title: "Who sends it may be a program",
    detail: "The check of that was not passed, or is used up.")
}
