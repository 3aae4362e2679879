import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension QualityModule {
  /// What is done to a review by a button, each with a page that says what follows and, where it is
  /// refused, why.
  func addReviewActPages(to routes: PageRoutes) {
    routes.form(RouterPath(.takeNextPage), for: .manager, show: takeNextPage) { visit, form in
      try form.finish()
      return try await once(visit, form) { transaction, now in
        let subject = visit.caller.subject
        guard let taken = try await takeNext(by: subject, at: now, in: transaction) else {
          return visit.redirection(to: Address.reviewPages.path, notice: "nothing_left")
        }
        return visit.redirection(toReview: taken.review.id, notice: "take")
      }
    }
    routes.form("/reviews/{id}/take", for: .manager, show: takePage) { visit, form in
      let version = form.shownVersion
      try form.finish()
      return try await once(visit, form) { transaction, now in
        let act = try visit.act(on: version, at: now)
        return visit.redirection(
          toReview: try await take(act, in: transaction).review.id, notice: "take")
      }
    }
    routes.form("/reviews/{id}/put-back", for: .manager, show: putBackPage) { visit, form in
      let version = form.shownVersion
      let reason = form.optionalText("reason", NamedOrder.reasonLength)
      try form.finish()
      return try await once(visit, form) { transaction, now in
        let act = try visit.act(on: version, at: now)
        return visit.redirection(
          toReview: try await putBack(act, reason: reason, in: transaction).review.id,
          notice: "put-back")
      }
    }
    routes.form("/reviews/{id}/close", for: .manager, show: closePage) { visit, form in
      let version = form.shownVersion
      try form.finish()
      return try await once(visit, form) { transaction, now in
        let act = try visit.act(on: version, at: now)
        // What is closed is what was saved: the page has shown it.
        let closed = try await close(act, FilledIn(Form(ofObject: [])), in: transaction)
        return visit.redirection(toReview: closed.review.id, notice: "close")
      }
    }
  }

  /// Does it once, however often its button is pressed.
  func once(
    _ visit: Visit, _ form: Form,
    _ act: @Sendable (Transaction, Date) async throws -> StoredAnswer
  ) async throws -> Response {
    try await once(try visit.idempotencyKey(form), act)
  }

  func once(
    _ key: IdempotencyKey?, _ act: @Sendable (Transaction, Date) async throws -> StoredAnswer
  ) async throws -> Response {
    let now = clock.now()
    return try await database.withIdempotency(key, at: now, retries: 3) { try await act($0, now) }
  }

  @Sendable private func takeNextPage(_ visit: Visit) async throws -> Response {
    visit.page(
      ReviewActView(
        facts: [], consequences: [visit.texts.text("consequence_take-next")],
        form: visit.form(
          submit: visit.texts.text("take_next"), back: Address.reviewPages.path)),
      titleKey: "title_take-next")
  }

  @Sendable private func takePage(_ visit: Visit) async throws -> Response {
    let record = try await findReview(try visit.context.id())
    let words = try await words(visit, record.times)
    return visit.page(
      ReviewActView(
        facts: words.about(record.order), consequences: [words.text("consequence_take")],
        form: visit.form(
          submit: words.text("act_take"),
          back: Address.page(ofReview: record.review.id).path, hidden: record.shownVersion)),
      titleKey: "title_take")
  }

  @Sendable private func putBackPage(_ visit: Visit) async throws -> Response {
    let record = try await findReview(try visit.context.id())
    let words = try await words(visit, record.times)
    let holder = record.review.assignee.flatMap {
      $0 == words.readingManager ? nil : words.manager($0)
    }
    return visit.page(
      ReviewActView(
        facts: words.about(record.order),
        warnings: holder.map {
          [.init(text: words.text("taking_from", ["manager": $0]))]
        } ?? [],
        consequences: [words.text("consequence_put-back")],
        form: visit.form(
          PageForm(.init("reason")), submit: words.text("act_put-back"),
          back: Address.page(ofReview: record.review.id).path, hidden: record.shownVersion)),
      titleKey: "title_put-back")
  }

  /// Both texts as they will be read; of a review that is not complete, the form with what is missing.
  @Sendable private func closePage(_ visit: Visit) async throws -> Response {
    let record = try await findReview(try visit.context.id())
    let (review, order) = (record.review, record.order)
    let reader = UUID(uuidString: visit.caller.subject.text)
    let isBarred = try await isBarred(reader, from: order)
    guard review.state == .taken, review.assignee == reader, !isBarred else {
      // Somebody was faster, or is back: the page of the review says what it is by now.
      return try await reviewPage(visit, nil)
    }
    let lacking = review.form.lacking(for: order)
    guard lacking.isEmpty else {
      return try await reviewPage(
        visit,
        SheetState(typed: review.form.typed, version: review.version, mistakes: lacking))
    }
    let words = try await words(visit, record.times)
    return visit.page(
      ReviewCloseView(
        facts: words.about(order),
        letters: [
          .init(
            to: words.text("letter_client", ["name": order.clientName]),
            text: review.form.textForClient),
          .init(
            to: words.text("letter_worker", ["name": order.workerName]),
            text: review.form.textForWorker),
        ],
        form: visit.form(
          submit: words.text("act_close"), isDangerous: true,
          back: Address.page(ofReview: review.id).path,
          hidden: record.shownVersion)),
      titleKey: "title_close")
  }
}

extension Form {
  /// Of the review as its page showed it: it may be another manager's by now.
  fileprivate var shownVersion: Int64 { Int64(int("version", 1...Int.max)) }
}

extension ReviewRecord {
  fileprivate var shownVersion: [(String, String)] { [("version", "\(review.version)")] }
}

extension Visit {
  fileprivate func act(on version: Int64, at now: Date) throws -> ReviewAct {
    ReviewAct(
      review: try context.id(), manager: caller.subject, precondition: .versions([version]),
      now: now)
  }

  func redirection(toReview id: UUID, notice: String) -> StoredAnswer {
    redirection(to: Address.page(ofReview: id).path, notice: notice)
  }
}
