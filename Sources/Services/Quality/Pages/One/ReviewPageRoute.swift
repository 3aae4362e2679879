import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

extension QualityModule {
  /// `/reviews/{id}`.
  @Sendable func reviewPage(_ visit: Visit) async throws -> Response {
    try visit.query().finish()
    return try await reviewPage(visit, nil)
  }

  /// - Parameters:
  ///   - state: what its form holds, where that is not what was saved.
  ///   - problem: why what was sent could not be done.
  func reviewPage(
    _ visit: Visit, _ state: SheetState?, answering problem: Problem? = nil
  ) async throws -> Response {
    let view = try await view(of: try visit.context.id())
    let (review, order) = (view.record.review, view.record.order)
    let words = try await words(visit, view.times)
    let isMine = review.state == .taken && review.assignee == words.readingManager
    let isMistaken = isMine && state?.isMistaken == true
    let standing = try await standing(of: view, words)
    let path = Address.page(ofReview: review.id).path
    let hypotheses = try await database.read(TiedHypotheses(review: review.id))
    let acts = words.acts(on: review, others: view.others)
    let page = ReviewPageView(
      marks: [
        words.outcome(of: order), words.state(review), words.lateness(review, at: clock.now()),
      ]
      .compactMap(\.self),
      lead: words.lead(review),
      // What is wrong with the form is said by the form.
      warnings: standing.warnings
        + (isMistaken ? [] : [problem.map(words.why)].compactMap(\.self)),
      remarks: standing.remarks,
      kept: isMine ? nil : state.flatMap(words.kept),
      take: standing.canTake
        ? .init(
          path: "\(path)/take", text: words.text("act_take"), version: "\(review.version)") : nil,
      facts: words.facts(of: order, review), ways: words.ways(to: order),
      steps: words.steps(view.timeline, view.calls, of: order),
      others: view.others.map { words.other($0.review) }, hasOthers: !view.others.isEmpty,
      phones: isMine ? try await phones(of: order, words) : [],
      sheet: isMine
        ? (state ?? SheetState(typed: review.form.typed, version: review.version))
          .view(action: path, wasBegun: order.startedAt != nil, words.texts) : nil,
      answers: isMine || review.isUntouched ? nil : .init(facts: words.answers(review.form)),
      untouched: !isMine && review.isUntouched ? words.text("untouched") : nil,
      hypotheses: hypotheses.map(words.hypothesis), hasHypotheses: !hypotheses.isEmpty,
      newHypothesis: "\(Address.newHypothesisPage.path)?review=\(review.id.wire)",
      acts: acts, hasActs: !acts.isEmpty, history: view.history.map(words.happening))
    let title = words.text("review_title", ["service": order.serviceTypeName])
    var response = visit.page(
      page, titleKey: isMistaken ? "mistaken_title" : "plain_title", ["title": title])
    if let problem { response.status = problem.status }
    return response
  }

  /// What the reader may do with a review, and has to know about it.
  private func standing(
    of view: ReviewView, _ words: PageWords
  ) async throws -> (canTake: Bool, warnings: [String], remarks: [String]) {
    let review = view.record.review
    let order = view.record.order
    let isOwn = words.readingManager.map(order.wasEnded) ?? false
    let isBarred = try await isBarred(words.readingManager, from: order)
    switch review.state {
    case .closed: return (false, [], review.isOwnAct ? [words.text("own_act_done")] : [])
    case .taken:
      // Whoever took it alone, and is alone no more, had better know before filling it in.
      let isLost = isBarred && review.assignee == words.readingManager
      return (
        false, isLost ? [words.text("own_act_barred")] : [],
        review.isOwnAct ? [words.text("own_act_taken")] : []
      )
    case .open:
      return isBarred
        ? (false, [words.text("own_act_barred")], [])
        : (true, [], isOwn ? [words.text("own_act_allowed")] : [])
    }
  }

  /// Whether a manager has ended that order, and another one could look at it.
  func isBarred(_ manager: UUID?, from order: KnownOrder) async throws -> Bool {
    guard let manager, order.wasEnded(by: manager) else { return false }
    return try await database.readOne(FindManager(id: manager))?.isAlone != true
  }

  /// Whom to call, as long as their numbers are kept.
  private func phones(
    of order: KnownOrder, _ words: PageWords
  ) async throws -> [ReviewPageView.Phone] {
    let worker = try await database.readOne(FindWorkersPhone(worker: order.workerID))
    return [
      order.phone.map { ($0, words.text("call_client", ["name": order.clientName])) },
      worker?.map { ($0, words.text("call_worker", ["name": order.workerName])) },
    ].compactMap(\.self).map { phone, whose in
      ReviewPageView.Phone(whose: whose, number: phone.dialled, phone: phone)
    }
  }

  func findReview(_ id: UUID) async throws -> ReviewRecord {
    guard let record = try await database.readOne(FindReview(id: id)) else {
      throw Problem.notFound
    }
    return record
  }

  /// - Parameter times: all that is going to be said.
  func words(_ visit: Visit, _ times: [Date?] = []) async throws -> PageWords {
    async let clocks = BusinessTime(database, zone: configuration.timeZone)
      .local(times.compactMap(\.self))
    let managers = try await database.read(NameKnownManagers())
    return PageWords(
      visit.texts, try await clocks, managers: managers.reduce(into: [:]) { $0[$1.id] = $1.name },
      reader: visit.caller.subject)
  }
}

extension ReviewRecord {
  /// Whatever pages say of it when.
  var times: [Date?] { [review.dueAt, review.openedAt, review.closedAt, order.scheduledAt] }
}

extension ReviewView {
  fileprivate var times: [Date?] {
    record.times + timeline.flatMap { [$0.at, $0.told.failsAt] } + calls.map(\.at)
      + others.map(\.review.openedAt) + history.map(\.step.at)
  }
}

extension Review {
  /// Whether nobody has filled anything in.
  fileprivate var isUntouched: Bool { state != .closed && form == ReviewForm() }
}

extension String {
  /// A telephone number as a link has it (RFC 3966), with its extension.
  var dialled: String {
    let parts = split(separator: "x", maxSplits: 1).map { part in
      part.filter { $0 == "+" || ("0"..."9").contains($0) }
    }
    return parts.joined(separator: ";ext=")
  }
}
