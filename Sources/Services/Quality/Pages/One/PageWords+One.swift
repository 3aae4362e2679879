import Contracts
import FoundationEssentials
import ServiceKit

// One review in words.
extension PageWords {
  func facts(of order: KnownOrder, _ review: Review) -> [ReviewFact] {
    facts([
      ("service", order.serviceTypeName), ("description", order.description),
      ("scheduled", time(order.scheduledAt)), ("place", order.place),
      ("client", order.clientName), ("worker", order.workerName),
      ("why", origin(review.origin)), ("order", order.id.wire),
    ])
  }

  /// Where managers see the order itself, and why its worker got it.
  func ways(to order: KnownOrder) -> [ReviewPageView.Other] {
    [
      ReviewPageView.Other(path: Address.managersOrder(order.id).path, text: text("to_order")),
      ReviewPageView.Other(
        path: Address.match(of: order.id).path,
        text: text("to_match", ["worker": order.workerName])),
    ]
  }

  /// What was found, and what both are told.
  func answers(_ form: ReviewForm) -> [ReviewFact] {
    let typed = form.typed
    return ReviewQuestion.ofReview.compactMap { question in
      if case .tick = question.control { return nil }
      let nothing: ReviewQuestion? =
        switch question {
        case .textForClient where form.nothingForClient: .nothingForClient
        case .textForWorker where form.nothingForWorker: .nothingForWorker
        default: nil
        }
      return ReviewFact(
        label: text("field_\(question.rawValue)"),
        value: nothing.map { text("field_\($0.rawValue)") }
          ?? question.words(typed[question] ?? "", texts))
    }
  }

  /// What was typed, for who cannot save it; nil: nothing was.
  func kept(_ state: SheetState) -> ReviewPageView.Kept? {
    let typed = ReviewQuestion.allCases.compactMap { question -> ReviewFact? in
      guard let value = state.typed[question], !value.isEmpty else { return nil }
      return ReviewFact(
        label: text("field_\(question.rawValue)"), value: question.words(value, texts))
    }
    return typed.isEmpty ? nil : ReviewPageView.Kept(typed: typed)
  }

  func acts(on review: Review, others: [ReviewRecord]) -> [ReviewPageView.Act] {
    switch review.state {
    case .open: []
    case .taken:
      [
        ReviewPageView.Act(
          path: Address.page(ofReview: review.id).below("put-back").path,
          text: text("act_put-back"))
      ]
    case .closed where others.contains { $0.review.state != .closed }: []
    case .closed:
      [
        ReviewPageView.Act(
          path: "\(Address.namedReviewPage.path)?order=\(review.orderID.wire)",
          text: text("act_correct"))
      ]
    }
  }

  func other(_ review: Review) -> ReviewPageView.Other {
    ReviewPageView.Other(
      path: Address.page(ofReview: review.id).path,
      text: text(
        "other_review",
        [
          "origin": origin(review.origin), "time": time(review.openedAt),
          "state": state(review).text,
        ]))
  }

  func hypothesis(_ row: TiedHypotheses.Row) -> ReviewPageView.Other {
    ReviewPageView.Other(
      path: Address.page(ofHypothesis: row.id).path, text: "\(row.number). \(row.title)")
  }

  func happening(_ entry: ReviewHistoryEntry) -> ReviewPageView.Happening {
    let step = entry.step
    return ReviewPageView.Happening(
      what: text("event_\(step.event.rawValue)"), time: time(step.at), who: step.by.map(manager),
      note: step.note)
  }

  /// Why something could not be done.
  func why(_ problem: Problem) -> String {
    texts.find("problem_\(problem.slug)_detail") ?? problem.detail ?? problem.title
  }
}
