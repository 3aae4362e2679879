import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

/// The parts of the list of mails.
enum MailPart: String, CaseIterable, Sendable {
  case all
  case underWay = "under-way"
  case failed

  var states: [MailState]? {
    switch self {
    case .all: nil
    case .underWay: [.waiting, .queued, .sending]
    case .failed: [.failed, .suppressed]
    }
  }
}

extension NotificationsModule {
  /// `/mails` and what it leads to. What can be done there goes by the same functions as in REST.
  func addPages(to router: ServiceRouter) throws {
    let routes = router.pages(try MailPages.pages())
    routes.list(RouterPath(.mails), for: .manager, use: listPage)
    routes.list(RouterPath(.suppressed), for: .manager, use: suppressedPage)
    routes.post(RouterPath(.lift), for: .manager, use: liftAddress)
    routes.readingQuery.get("/mails/{id}", for: .manager, use: mailPage)
    routes.form("/mails/{id}/resend", for: .manager, show: resendPage) { visit, form in
      let resend = try Resend(form, by: visit.caller.subject)
      return try await self.resend(
        try visit.context.id(), resend, try visit.idempotencyKey(form)
      ) { visit.redirection(to: Address.page(of: $0.id).path, notice: "resent") }
    }
    routes.form("/mails/{id}/suppress", for: .manager, show: suppressPage, act: suppressAddress)
  }

  // MARK: lists

  private static let pageSize = 50

  @Sendable private func listPage(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let sought = query.search()
    let part = query.choice("tab", MailPart.self) ?? .all
    // What is looked for is looked for everywhere.
    let filter = MailFilter(states: sought == nil ? part.states : nil, sought: sought)
    let page = try await page(of: filter, query, limit: Self.pageSize)
    let words = try await words(visit, page.items.map(\.createdAt))
    return visit.page(
      MailsView(
        mails: page.items.map { mail in
          MailsView.Row(
            path: Address.page(of: mail.id).path, what: words.what(mail), note: words.note(mail),
            whose: words.whose(mail), address: mail.address, mark: words.mark(mail),
            time: words.time(mail.createdAt))
        },
        list: ListView(
          ListAddress(.mails, query, "tab", "q"), next: page.nextCursor,
          search: visit.search(words.text("search")),
          tabs: try await tabs(words, current: sought == nil ? part.rawValue : nil),
          empty: EmptyState(
            words.text(sought == nil ? "nothing_\(part.rawValue)" : "nothing_found"),
            hint: words.text(sought == nil ? "nothing_hint" : "nothing_found_hint")))),
      titleKey: "mails")
  }

  @Sendable private func suppressedPage(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let sought = query.search()
    let page = try await suppressed(sought, query, limit: Self.pageSize)
    let words = try await words(visit, page.items.map(\.since))
    return visit.page(
      SuppressedView(
        addresses: page.items.map(words.row),
        list: ListView(
          ListAddress(.suppressed, query, "q"), next: page.nextCursor,
          lead: words.text("suppressed_lead"),
          search: visit.search(words.text("search_address")),
          tabs: try await tabs(words, current: "suppressed"),
          empty: EmptyState(
            words.text(sought == nil ? "nothing_suppressed" : "nothing_found"),
            hint: words.text("nothing_suppressed_hint")))),
      titleKey: "suppressed")
  }

  private func tabs(_ words: MailWords, current: String?) async throws -> Tabs {
    let counts = try await database.readOne(CountListedMails())
    func tab(_ name: String, _ count: Int64?, _ path: String) -> Tabs.Tab {
      Tabs.Tab(
        words.text("tab_\(name)"), count: count.map { Int($0) }, path: path,
        isCurrent: name == current)
    }
    return Tabs(
      MailPart.allCases.map { part in
        let count =
          switch part {
          case .all: nil as Int64?
          case .underWay: counts?.underWay
          case .failed: counts?.failed
          }
        let address = ListAddress(.mails, QueryForm(query: nil))
        return tab(
          part.rawValue, count,
          (part == .all ? address : address.with("tab", part.rawValue)).path)
      } + [tab("suppressed", counts?.suppressed, Address.suppressed.path)])
  }

  // MARK: one mail

  @Sendable private func mailPage(_ visit: Visit) async throws -> Response {
    let id = try visit.context.id()
    try visit.query().finish()
    let detail = try await desk.show(id)
    let mail = detail.record
    let last = try await database.readOne(FindLastMail(id: id))
    let isLast = last?.id == id
    let words = try await words(visit, mail.times + detail.tries.map(\.at))
    let page = Address.page(of: id)
    let isSendable = isLast && mail.state.isSettled && !mail.isForgotten
    return visit.page(
      MailView(
        mark: words.mark(mail), facts: words.facts(mail),
        remark: mail.isForgotten
          ? words.text("forgotten") : mail.isSuppressed ? words.text("lift_first") : nil,
        later: isLast ? nil : last.map { Address.page(of: $0.id).path },
        resend: isSendable && last?.isSuppressed == false ? page.below("resend").path : nil,
        suppress: mail.address != nil && !mail.isSuppressed ? page.below("suppress").path : nil,
        lift: mail.isSuppressed ? mail.address : nil,
        tries: detail.tries.map(words.tried), hasTries: !detail.tries.isEmpty,
        title: detail.words?.title, text: detail.words?.text),
      titleKey: "mail_title", ["what": words.what(mail)])
  }

  @Sendable private func resendPage(_ visit: Visit) async throws -> Response {
    let id = try visit.context.id()
    let mail = try await desk.record(id)
    guard let last = try await database.readOne(FindLastMail(id: id)) else {
      throw Problem.noSuchMessage
    }
    let words = try await words(visit, mail.times)
    let warning: String? =
      switch (mail.state, mail.cause) {
      case (.sent, _):
        words.texts.text("sent_already", ["time": mail.settledAt.map(words.time) ?? ""])
      case (.expired, .overtaken): words.text("overtaken")
      default: nil
      }
    return visit.page(
      MailActView(
        facts: words.address(mail, last.address), consequence: words.text("resend_consequence"),
        warning: warning,
        form: visit.form(
          PageForm(.init("why", refusedBy: ["already-sent"])), submit: words.text("resend"),
          back: Address.page(of: id).path)),
      titleKey: "resend_title")
  }

  @Sendable private func suppressPage(_ visit: Visit) async throws -> Response {
    let id = try visit.context.id()
    let mail = try await desk.record(id)
    guard let address = mail.address else { throw Problem.mailForgotten }
    let words = try await words(visit, [])
    return visit.page(
      MailActView(
        facts: words.address(mail, address), consequence: words.text("suppress_consequence"),
        warning: nil,
        form: visit.form(
          PageForm(.init("reason")), submit: words.text("suppress"), isDangerous: true,
          back: Address.page(of: id).path)),
      titleKey: "suppress_title")
  }

  @Sendable private func suppressAddress(_ visit: Visit, _ form: Form) async throws -> Response {
    let id = try visit.context.id()
    let reason = form.text("reason", SuppressedAddress.reasonLength)
    try form.finish()
    let key = try visit.idempotencyKey(form)
    return try await database.withIdempotency(key, at: clock.now(), retries: 3) { transaction in
      guard let address = try await transaction.one(FindMail(id: id))?.address else {
        throw Problem.mailForgotten
      }
      _ = try await desk.suppress(
        Suppression(address: address, reason: reason), by: visit.caller.subject, in: transaction)
      return visit.redirection(to: Address.page(of: id).path, notice: "suppressed")
    }
  }

  @Sendable private func liftAddress(_ visit: Visit, _ form: Form) async throws -> Response {
    let address = try MailDesk.liftedAddress(form)
    let key = try visit.idempotencyKey(form)
    return try await database.withIdempotency(key, at: clock.now(), retries: 3) { transaction in
      try await desk.lift(address, by: visit.caller.subject, in: transaction)
      return visit.redirection(to: Address.suppressed.path, notice: "lifted")
    }
  }

  private func words(_ visit: Visit, _ times: [Date]) async throws -> MailWords {
    MailWords(
      texts: visit.texts,
      clocks: try await BusinessTime(database, zone: configuration.timeZone).local(times))
  }
}

extension MailRecord {
  /// Whatever its page says when.
  fileprivate var times: [Date] {
    [createdAt, expiresAt, nextTryAt, settledAt].compactMap(\.self)
  }
}
