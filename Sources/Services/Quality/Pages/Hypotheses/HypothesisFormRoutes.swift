import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

extension QualityModule {
  func addHypothesisFormPages(to routes: PageRoutes) {
    routes.readingQuery.get(RouterPath(.newHypothesisPage), for: .manager) { visit in
      let query = visit.query()
      let review = query.uuid("review")
      try query.finish()
      return try await newHypothesisPage(
        visit,
        DeskEntry(["owner": visit.caller.subject.text, "reviews": review?.wire ?? ""]), nil)
    }
    routes.post(RouterPath(.newHypothesisPage), for: .manager, use: proposeOnPage)
    routes.readingQuery.get("/hypotheses/{id}", for: .manager) { visit in
      let hypothesis = try await findHypothesis(try visit.context.id())
      try visit.query().finish()
      return try await hypothesisPage(visit, hypothesis, hypothesis.entry, nil)
    }
    routes.post("/hypotheses/{id}", for: .manager, use: changeOnPage)
  }

  private static let mostHappenings = 200

  private func newHypothesisPage(
    _ visit: Visit, _ entry: DeskEntry, _ problem: Problem?
  ) async throws -> Response {
    let words = try await deskWords(visit)
    let fields = try await hypothesisFields(nil, words)
    let form = DeskForm(
      fields, entry, problem, at: .newHypothesisPage, submit: words.text("propose"),
      back: .hypothesisPages, visit.texts)
    return visit.deskPage(
      NewHypothesisView(form: form), title: words.text("propose"), problem)
  }

  @Sendable private func proposeOnPage(_ visit: Visit, _ form: Form) async throws -> Response {
    let fields = try await hypothesisFields(nil, try await deskWords(visit))
    let entry = DeskEntry(fields, in: form)
    try form.finish()
    do {
      return try await propose(
        try entry.hypothesis(fields), by: visit.caller.subject,
        try visit.requireIdempotencyKey(form), at: clock.now()
      ) { hypothesis in
        visit.redirection(to: Address.page(ofHypothesis: hypothesis.id).path, notice: "proposed")
      }
    } catch let problem as Problem where problem.isForForm {
      return try await newHypothesisPage(visit, entry, problem)
    }
  }

  @Sendable private func changeOnPage(_ visit: Visit, _ form: Form) async throws -> Response {
    let shown = try await findHypothesis(try visit.context.id())
    let fields = try await hypothesisFields(shown, try await deskWords(visit))
    let entry = DeskEntry(fields, in: form)
    let version = Int64(form.int("version", 1...Int.max))
    try form.finish()
    do {
      return try await change(
        shown.id, if: .versions([version]), try entry.hypothesis(fields),
        by: visit.caller.subject, try visit.requireIdempotencyKey(form), at: clock.now()
      ) { hypothesis in
        visit.redirection(to: Address.page(ofHypothesis: hypothesis.id).path, notice: "saved")
      }
    } catch let problem as Problem where problem.isForForm {
      return try await refused(visit, entry, version, problem)
    }
  }

  /// What somebody else has kept meanwhile is written over by who has been told of it only.
  private func refused(
    _ visit: Visit, _ entry: DeskEntry, _ version: Int64, _ problem: Problem
  ) async throws -> Response {
    var hypothesis = try await findHypothesis(try visit.context.id())
    if problem.status != .preconditionFailed { hypothesis.version = version }
    return try await hypothesisPage(visit, hypothesis, entry, problem)
  }

  private func hypothesisPage(
    _ visit: Visit, _ hypothesis: Hypothesis, _ entry: DeskEntry, _ problem: Problem?
  ) async throws -> Response {
    let history = try await database.read(
      ListHypothesisHistory(hypothesis: hypothesis.id, limit: Self.mostHappenings))
    let reviews = try await database.read(ListTiedReviews(hypothesis: hypothesis.id))
    let words = try await deskWords(
      visit, history.map(\.at) + reviews.map(\.endedAt) + [hypothesis.createdAt])
    let fields = try await hypothesisFields(hypothesis, words)
    return visit.deskPage(
      HypothesisView(
        mark: hypothesis.status.mark(visit.texts),
        proposed: words.text(
          "proposed_by",
          ["manager": words.manager(hypothesis.createdBy), "day": words.day(hypothesis.createdAt)]),
        overtaken: problem?.status == .preconditionFailed
          ? .init(facts: words.facts(hypothesis)) : nil,
        form: DeskForm(
          fields, entry, problem, at: .page(ofHypothesis: hypothesis.id),
          version: hypothesis.version, submit: words.text("save"), back: .hypothesisPages,
          visit.texts),
        reviews: reviews.map(words.tied), hasReviews: !reviews.isEmpty,
        history: history.map(words.happening)),
      title: words.text(
        "hypothesis_title", ["number": "\(hypothesis.number)", "title": hypothesis.title]),
      problem)
  }

  private func hypothesisFields(
    _ hypothesis: Hypothesis?, _ words: DeskWords
  ) async throws -> [DeskField] {
    let active = try await database.read(ListKnownManagers()).filter(\.isActive)
      .map { DeskChoice(value: $0.id.wire, text: $0.name) }
    return Hypothesis.fields(
      hypothesis, owners: words.owners(active, present: hypothesis?.owner), words)
  }
}

/// A review that a hypothesis came from.
struct TiedReview: Sendable {
  let id: UUID
  let serviceTypeName: String
  let workerName: String
  let endedAt: Date
}

/// The last one first.
struct ListTiedReviews: Statement {
  static let sql = """
    select r.id, o.service_type_name, o.worker_name, o.ended_at
    from   quality.hypothesis_review t
    join   quality.review r on r.id = t.review_id
    join   quality.known_order o on o.order_id = r.order_id
    where  t.hypothesis_id = $1
    order  by o.ended_at desc, r.id
    """

  let hypothesis: UUID
  var bindings: Bindings { [hypothesis] }
  static func decode(_ row: inout RowReader) throws -> TiedReview {
    TiedReview(
      id: try row.next(), serviceTypeName: try row.next(), workerName: try row.next(),
      endedAt: try row.next())
  }
}

extension DeskWords {
  fileprivate func tied(_ review: TiedReview) -> HypothesisView.Review {
    HypothesisView.Review(
      path: Address.page(ofReview: review.id).path,
      text: "\(review.serviceTypeName), \(review.workerName), \(day(review.endedAt))")
  }
}
