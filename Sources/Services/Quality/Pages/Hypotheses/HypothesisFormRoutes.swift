import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

extension QualityModule {
  func addHypothesisFormPages(to routes: PageRoutes) {
    let routes = routes.readingQuery
    routes.form(
      RouterPath(.newHypothesisPage), for: .manager, show: newHypothesisPage, act: proposeOnPage)
    routes.form("/hypotheses/{id}", for: .manager, show: hypothesisPage, act: changeOnPage)
  }

  private static let mostHappenings = 200

  @Sendable private func newHypothesisPage(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let review = query.uuid("review")
    try query.finish()
    return visit.page(
      NewHypothesisView(
        form: visit.form(
          try await hypothesisForm(nil, try await words(visit)),
          submit: visit.texts.text("propose"), back: Address.hypothesisPages.path,
          values: ["owner": visit.caller.subject.text, "reviews": review?.wire ?? ""])),
      titleKey: "propose")
  }

  @Sendable private func proposeOnPage(_ visit: Visit, _ form: Form) async throws -> Response {
    let typed = try form.hypothesis(isNew: true)
    try form.finish()
    return try await propose(
      typed, by: visit.caller.subject, try visit.requireIdempotencyKey(form), at: clock.now()
    ) { visit.redirection(to: Address.page(ofHypothesis: $0.id).path, notice: "proposed") }
  }

  @Sendable private func changeOnPage(_ visit: Visit, _ form: Form) async throws -> Response {
    let version = Int64(form.int("version", 1...Int.max))
    let typed = try form.hypothesis(isNew: false)
    try form.finish()
    return try await change(
      try visit.context.id(), if: .versions([version]), typed, by: visit.caller.subject,
      try visit.requireIdempotencyKey(form), at: clock.now()
    ) { visit.redirection(to: Address.page(ofHypothesis: $0.id).path, notice: "saved") }
  }

  @Sendable private func hypothesisPage(_ visit: Visit) async throws -> Response {
    let hypothesis = try await findHypothesis(try visit.context.id())
    try visit.query().finish()
    let history = try await database.read(
      ListLastOfHypothesis(hypothesis: hypothesis.id, limit: Self.mostHappenings))
    let reviews = try await database.read(ListTiedReviews(hypothesis: hypothesis.id))
    let words = try await words(
      visit, history.map(\.at) + reviews.map(\.endedAt) + [hypothesis.createdAt])
    let form = visit.form(
      try await hypothesisForm(hypothesis, words), submit: words.text("save"),
      back: Address.hypothesisPages.path, values: hypothesis.typed,
      hidden: visit.hidden(version: hypothesis.version))
    return visit.page(
      HypothesisView(
        mark: hypothesis.status.mark(visit.texts),
        proposed: words.text(
          "proposed_by",
          ["manager": words.manager(hypothesis.createdBy), "day": words.day(hypothesis.createdAt)]),
        overtaken: visit.isOvertaken ? .init(facts: words.facts(hypothesis)) : nil, form: form,
        reviews: reviews.map(words.tied), hasReviews: !reviews.isEmpty,
        history: history.map(words.happening)),
      titleKey: "hypothesis_title",
      ["number": "\(hypothesis.number)", "title": hypothesis.title])
  }

  /// Whoever sees to it stays to be chosen, although no manager any more, perhaps.
  private func hypothesisForm(
    _ hypothesis: Hypothesis?, _ words: PageWords
  ) async throws -> PageForm {
    let active = try await database.read(ListKnownManagers()).filter(\.isActive)
    let present = [hypothesis?.owner].compactMap(\.self)
      .filter { owner in !active.contains { $0.id == owner } }
      .map { Choice($0.wire, words.manager($0)) }
    return .hypothesis(
      hypothesis,
      owners: [Choice("", words.text("nobody"))] + present
        + active.map { Choice($0.id.wire, $0.name) }, words)
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

extension PageWords {
  fileprivate func tied(_ review: TiedReview) -> HypothesisView.Review {
    HypothesisView.Review(
      path: Address.page(ofReview: review.id).path,
      text: "\(review.serviceTypeName), \(review.workerName), \(day(review.endedAt))")
  }
}
