import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

/// What was sent of a review's form by its page.
struct SentReview: Sendable {
  let act: Act
  let version: Int64
  let typed: TypedAnswers

  enum Act: String, CaseIterable, Sendable {
    case save, call, close
  }

  /// - Throws: 400 for what no page of ours sends.
  init(_ form: Form) throws {
    let act = form.optionalChoice("act", Act.self)
    version = Int64(form.int("version", 1...Int.max))
    typed = ReviewQuestion.allCases.typed(in: form)
    try form.finish()
    self.act = act ?? .save
  }

  /// Whether a call is to be noted: whoever has filled it in means it, whichever button is pressed.
  var hasCall: Bool {
    act == .call || ReviewQuestion.ofCall.contains { !(typed[$0] ?? "").isEmpty }
  }

  /// The form as the same one of REST has it.
  func json(_ questions: [ReviewQuestion]) -> JSONValue {
    .object(
      questions.map { JSONValue.Member($0.name, $0.json(typed[$0] ?? "")) })
  }

  /// The call; nil: there is none, or it has mistakes, which come along.
  func call() throws -> (call: CallForm?, mistakes: [Mistake]) {
    guard hasCall else { return (nil, []) }
    let form = try Form(json(ReviewQuestion.ofCall))
    let call = CallForm(form)
    return (call, form.mistakes)
  }
}

extension QualityModule {
  /// Saves what is filled in, notes the call if there is one, and stays or goes on to closing.
  @Sendable func saveReview(_ visit: Visit, _ form: Form) async throws -> Response {
    let id = try visit.context.id()
    let sent = try SentReview(form)
    let filled = FilledIn(try Form(sent.json(ReviewQuestion.ofReview)))
    let (call, mistakesOfCall) = try sent.call()
    var state = SheetState(
      typed: sent.typed, version: sent.version, mistakes: filled.mistakes,
      mistakesOfCall: mistakesOfCall, callIsOpen: sent.hasCall)
    guard !state.isMistaken else {
      return try await reviewPage(visit, state, answering: .badInput([]))
    }
    do {
      let act = ReviewAct(
        review: id, manager: visit.caller.subject, precondition: .versions([sent.version]),
        now: clock.now())
      try await save(act, filled)
      if let call { try await note(call, act, try visit.callKey(form, sent)) }
    } catch let problem as Problem where problem.status == .preconditionFailed {
      let saved = try await findReview(id).review
      (state.version, state.overtakenBy) = (saved.version, saved.form.typed)
      return try await reviewPage(visit, state, answering: problem)
    } catch let problem as Problem where problem.status == .conflict && !problem.isInFlight {
      return try await reviewPage(visit, state, answering: problem)
    }
    return sent.act == .close
      ? visit.redirect(to: Address.page(ofReview: id).below("close").path)
      : visit.redirect(
        to: Address.page(ofReview: id).path, notice: call == nil ? "save" : "call")
  }

  /// - Throws: 412 where somebody else has saved something else meanwhile.
  private func save(_ act: ReviewAct, _ filled: FilledIn) async throws {
    do {
      try await database.withTransaction {
        _ = try await saveDraft(act, filled.change, in: $0)
      }
    } catch let problem as Problem where problem.status == .preconditionFailed {
      let saved = try await findReview(act.review).review
      // Its button was pressed twice.
      guard filled.change.applied(to: saved).form == saved.form else { throw problem }
    }
  }

  /// The form keeps its key while it is filled in, so each call is known by what is said of it too.
  private func note(_ call: CallForm, _ act: ReviewAct, _ key: IdempotencyKey) async throws {
    _ = try await database.withIdempotency(key, at: act.now, retries: 3) { transaction in
      _ = try await noteCall(act, call, in: transaction)
      return StoredAnswer(status: .noContent)
    }
  }
}

extension Visit {
  fileprivate func callKey(_ form: Form, _ sent: SentReview) throws -> IdempotencyKey {
    let said = BodyDigest(of: Array(sent.json(ReviewQuestion.ofCall).text.utf8))
    let digest = said.bytes.map { String($0, radix: 16) }.joined(separator: ".")
    return try requireIdempotencyKey(
      try Form(sent.json(ReviewQuestion.ofCall), digest: said), for: digest)
  }
}

extension Problem {
  /// Whether the first press is not done yet, for which the second one waits.
  fileprivate var isInFlight: Bool { slug == "request-in-flight" }
}
