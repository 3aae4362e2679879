import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  /// As many are named that are left out.
  private static let mostSkipped = 50

  /// `/applications/bulk`: what is done with many is shown before, and what has become of it after.
  func addBulkPages(to routes: PageRoutes) {
    let routes = routes.readingQuery
    routes.form(RouterPath(.bulkPage), for: .manager, show: bulkPage) { visit, form in
      let now = clock.now()
      let choice = try BulkChoice(visit, at: now)
      let act = try await choice.read(form, self)
      let expected = form.int("expected", BulkForm.counts)
      try form.finish()
      guard let act else { throw Problem.badInput([Mistake("/reason", .required)]) }
      let key = try visit.requireIdempotencyKey(form)
      let bulk = BulkForm(selection: choice.selection, act: act, expected: expected)
      return try await carryOut(bulk, by: visit.caller, at: now, under: key) {
        visit.redirection(to: $0.page.path)
      }
    }
    routes.get(RouterPath(.bulkDonePage), for: .manager, use: bulkDonePage)
  }

  @Sendable private func bulkPage(_ visit: Visit) async throws -> Response {
    let now = clock.now()
    let choice = try BulkChoice(visit, at: now)
    let ids = try await selected(choice.selection)
    let again = now.addingDays(configuration.reapplyDays)
    let words = try await words(visit, [again])
    let kept = visit.request.uri.queryParameters.map { (String($0.key), String($0.value)) }
      .filter { name, _ in !TestSetDraft.names.contains { ExactText($0) == ExactText(name) } }
    let page = Address.bulkPage.path
    let chosen = choice.tests?.query(kept) ?? queryString(kept)
    guard BulkForm.counts.contains(ids.count) else {
      return visit.page(
        words.nothing(ids.isEmpty ? "bulk_nothing" : "bulk_too_many"), titleKey: "title_bulk")
    }
    if choice.action == .reject && choice.reason == nil {
      return visit.page(words.reasons(below: page + chosen), titleKey: "title_bulk_reject")
    }
    let applications = try await database.read(FindApplications(ids: ids))
    let skipped = applications.compactMap { application in
      application.obstacle(to: choice.action, by: visit.caller.subject, at: now)
        .map { (application, $0) }
    }
    let left = Set(skipped.map(\.0.id))
    let remaining = applications.count - left.count
    // What is not chosen so far cannot be given.
    let isReady = remaining > 0 && choice.tests?.tests.isEmpty != true
    var set: TestSetSteps?
    if remaining > 0, let tests = choice.tests {
      set = try await steps(from: tests, at: page, keeping: kept, words)
    }
    return visit.page(
      BulkView(
        consequences: choice.consequences(
          for: applications.filter { !left.contains($0.id) }, again: again, words),
        set: set,
        skipped: skipped.prefix(Self.mostSkipped).map { application, problem in
          .init(
            name: words.name(application),
            path: Address.page(ofApplication: application.id).path,
            why: words.obstacle(problem, of: application))
        },
        hasSkipped: !skipped.isEmpty,
        skippedTitle: words.text("bulk_skipped", ["count": "\(skipped.count)"]),
        form: isReady
          ? visit.form(
            choice.form,
            submit: words.text("act_bulk_\(choice.name)", ["count": "\(remaining)"]),
            isDangerous: choice.action == .reject, back: Address.applicationPages.path,
            hidden: [("expected", "\(ids.count)")], query: chosen) : nil,
        back: Address.applicationPages.path),
      titleKey: "title_bulk_\(choice.name)")
  }

  @Sendable private func bulkDonePage(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let done = query.int("done", 0...BulkForm.counts.upperBound) ?? 0
    let skipped = BulkReport.told.compactMap { problem in
      query.int(problem, BulkForm.counts).map { (problem, $0) }
    }
    try query.finish()
    let words = try await words(visit)
    return visit.page(
      BulkDoneView(
        done: words.text("bulk_done", ["count": "\(done)"]),
        skipped: skipped.map { problem, count in
          words.text(
            "bulk_left_out",
            ["why": words.obstacle(problem, of: nil), "count": "\(count)"])
        }, hasSkipped: !skipped.isEmpty, back: Address.applicationPages.path),
      titleKey: "title_bulk_done")
  }
}

extension PageWords {
  /// Why an application is left out.
  fileprivate func obstacle(_ problem: String, of application: Application?) -> String {
    if let holder = application?.heldBy, ExactText(problem) == "held-by-another" {
      return text("has_it", ["manager": manager(holder)])
    }
    if let application, ExactText(problem) == "wrong-state" {
      return text("status_\(application.status.rawValue)")
    }
    return texts.find("left_out_\(problem)") ?? text("left_out_other")
  }

  fileprivate func nothing(_ why: String) -> BulkView {
    BulkView(
      consequences: [text(why)], set: nil, skipped: [], hasSkipped: false, skippedTitle: "",
      form: nil, back: Address.applicationPages.path)
  }

  fileprivate func reasons(below address: String) -> ChoiceView {
    ChoiceView(
      facts: [], question: text("which_reason"),
      choices: RejectionReason.allCases.map { reason in
        .init(
          path: "\(address)&reason=\(reason.rawValue)", text: text("reason_\(reason.rawValue)"))
      }, back: Address.applicationPages.path)
  }
}

extension BulkReport {
  /// The problems that are told apart; others are told as one.
  static let told = [
    "held-by-another", "wrong-state", "no-default-version", "no-tests", "test-under-way",
    "bad-input", "other",
  ]

  /// The page that tells what has become of it, which needs nothing kept.
  fileprivate var page: ListAddress {
    let counts = skipped.reduce(into: [String: Int]()) { counts, skipped in
      let problem = Self.told.first { ExactText($0) == ExactText(skipped.problem) } ?? "other"
      counts[problem, default: 0] += 1
    }
    return counts.sorted { $0.key < $1.key }.reduce(
      ListAddress(.bulkDonePage, QueryForm(query: nil)).with("done", "\(done)")
    ) { $0.with($1.key, "\($1.value)") }
  }
}

/// Applications that managers may know of by their ids, those that have waited longest first.
struct FindApplications: Statement {
  static let sql = """
    select \(Application.columns)
    from   applicants.application
    where  id = any ($1)
    and    status <> 'unconfirmed'
    order  by created_at, id
    """

  let ids: [UUID]
  var bindings: Bindings { [ids] }
  static func decode(_ row: inout RowReader) throws -> Application {
    try Application(row: &row)
  }
}

extension BulkChoice {
  /// What will have been done with those that are not left out.
  ///
  /// - Parameter again: from when on whoever is rejected may apply again.
  fileprivate func consequences(
    for applications: [Application], again: Date, _ words: PageWords
  ) -> [String] {
    let done = words.text(
      "bulk_\(name)",
      [
        "count": "\(applications.count)", "again": words.time(again),
        "reason": reason.map { words.text("reason_\($0.rawValue)") } ?? "",
      ])
    let isAgain = action == .invite && applications.contains { $0.status != .new }
    return isAgain ? [done, words.text("bulk_invite_again")] : [done]
  }
}
