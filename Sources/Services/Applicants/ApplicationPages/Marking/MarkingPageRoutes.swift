import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  /// `/applications/marking`: one answer after the other, each by itself and by nobody's name.
  func addMarkingPages(to routes: PageRoutes) {
    let routes = routes.readingQuery
    routes.form(RouterPath(.markingPage), for: .manager, show: markingPage) { visit, form in
      try form.finish()
      return try await next(visit)
    }
    routes.form("/applications/marking/{id}/{question}", for: .manager, show: markPage) {
      visit, form in
      let version = Int64(form.int("version", 0...Int.max))
      let (points, comment) = Mark.read(form)
      try form.finish()
      _ = try await mark(
        visit.question, of: try visit.context.id(), points, comment, if: .versions([version]),
        by: visit.caller.subject)
      return try await next(visit, after: "marked")
    }
  }

  /// To the answer that has waited longest, which nobody else gets for ten minutes.
  private func next(_ visit: Visit, after notice: String? = nil) async throws -> Response {
    guard let task = try await nextAnswer(for: visit.caller.subject) else {
      return visit.redirect(to: Address.markingPage.path, notice: notice ?? "nothing_left")
    }
    let page = Address.page(ofAnswer: task.mark.question, in: task.mark.attempt)
    return visit.redirect(to: page.path, notice: notice)
  }

  @Sendable private func markingPage(_ visit: Visit) async throws -> Response {
    try visit.query().finish()
    let (words, count) = (try await words(visit), try await waitingAnswers())
    return visit.page(
      MarkingView(
        waiting: words.waiting(count),
        form: count == 0
          ? nil
          : visit.form(
            submit: words.text("take_next_answer"), back: Address.applicationPages.path)),
      titleKey: "marking")
  }

  @Sendable private func markPage(_ visit: Visit) async throws -> Response {
    try visit.query().finish()
    let (attempt, now) = (try visit.context.id(), clock.now())
    let (words, count) = (try await words(visit), try await waitingAnswers())
    let (marks, sitting) = try await database.withTransaction(.repeatableReadOnly) {
      (try await $0.execute(ListMarks(attempt: attempt)), try await $0.sitting(of: attempt))
    }
    guard let mark = marks.first(where: { $0.question == visit.question }),
      let task = MarkingTask(mark, sitting)
    else { throw Problem.notFound }
    let isLost = mark.isClaimed(from: visit.caller.subject, at: now)
    let isMine =
      mark.claimedBy == visit.caller.subject && mark.claimedUntil.map { now < $0 } ?? false
    return visit.page(
      MarkView(
        waiting: words.waiting(count),
        remark: isMine ? nil : words.text(isLost ? "claim_lost" : "claim_over"),
        question: task.text[visit.language], answer: task.answer,
        guide: task.guide[visit.language],
        most: words.text("points_to", ["most": words.number(task.greatest)]),
        isLast: marks.count { $0.points == nil } == 1,
        form: isLost
          ? nil
          : visit.form(
            PageForm(.init("points", .wholeNumber), .init("comment")),
            submit: words.text("give_points"),
            back: Address.markingPage.path,
            values: [
              "points": mark.points.map { "\($0)" } ?? "", "comment": mark.comment ?? "",
            ], hidden: [("version", "\(mark.version)")]),
        back: Address.markingPage.path),
      titleKey: "mark_title")
  }

  private func waitingAnswers() async throws -> Int {
    try await database.readOne(CountUnmarked()) ?? 0
  }
}

extension PageWords {
  fileprivate func waiting(_ count: Int) -> String {
    count == 0 ? text("no_answer_waits") : text("answers_wait", ["count": "\(count)"])
  }
}

extension Visit {
  /// The one that the address names, by its name in the set.
  fileprivate var question: ExactText { ExactText(context.parameters.get("question") ?? "") }
}

/// How many answers wait for a mark, of applications about which something is to be decided.
struct CountUnmarked: Statement {
  static let sql = """
    select count(*)
    from   applicants.mark        m
    join   applicants.attempt     a on a.id = m.attempt_id
    join   applicants.application p on p.id = a.application_id
    where  m.points is null
    and    a.status = 'marking'
    and    p.status = 'invited'
    """

  static func decode(_ row: inout RowReader) throws -> Int { try row.next() }
}
