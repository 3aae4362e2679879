import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension QualityModule {
  /// `/reviews/new`: an order that a manager wants to look at, with `order` in the address if a page
  /// has led there from it.
  func addNamedReviewPage(to routes: PageRoutes) {
    let routes = routes.readingQuery
    routes.form(RouterPath(.namedReviewPage), for: .manager) { visit in
      let query = visit.query()
      let order = query.uuid("order")
      if visit.request.method == .get { try query.finish() }
      return namedReviewPage(visit, order: order?.wire ?? "")
    } act: { visit, form in
      try await openNamedReview(visit, form)
    }
  }

  private func openNamedReview(_ visit: Visit, _ form: Form) async throws -> Response {
    let typed = ["order_id", "reason"].map { ($0, form.value($0)?.string ?? "") }
    let named = NamedOrder(form)
    try form.finish()
    do {
      let key = try visit.requireIdempotencyKey(form)
      return try await once(key) { transaction, now in
        let opened = try await openNamed(
          named, by: visit.caller.subject, at: now, in: transaction)
        return visit.redirection(toReview: opened.review.id, notice: "named")
      }
    } catch let problem as Problem {
      guard let open = problem.members["review_id"]?.string.flatMap({ UUID(uuidString: $0) }) else {
        throw problem
      }
      var response = namedReviewPage(visit, typed: typed, open: open)
      response.status = problem.status
      return response
    }
  }

  /// - Parameter open: a review of the order that is not closed, which is in the way.
  private func namedReviewPage(
    _ visit: Visit, order: String = "", typed: [(String, String)] = [], open: UUID? = nil
  ) -> Response {
    let texts = visit.texts
    let values = Dictionary(
      [("order_id", order)] + typed, uniquingKeysWith: { _, typed in typed })
    return visit.page(
      ReviewActView(
        facts: [],
        warnings: open.map { id in
          [
            .init(
              text: texts.text("problem_review-open_detail"),
              way: .init(path: Address.page(ofReview: id).path, text: texts.text("to_open_review")))
          ]
        } ?? [],
        consequences: [texts.text("consequence_named")],
        form: visit.form(
          PageForm(
            .init("order_id", refusedBy: ["order-open"]), .init("reason")),
          submit: texts.text("act_open"), back: Address.reviewPages.path, values: values)),
      titleKey: "title_named")
  }
}
