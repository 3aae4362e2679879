import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

// `/admin/matching`. The draft travels in the form: nothing is kept of it until it is
// saved, and each button gives the page back with what became of it.
extension OrdersModule {
  private static let versionsAPage = 20
  private static let versions = "pipeline-versions"

  func addMatchingPages(to routes: PageRoutes) {
    routes.readingQuery.form(
      RouterPath(.matchingPages), for: .manager, show: matchingPage, act: changeDraft)
  }

  /// `?version=` has that one as the draft, `?order=` is what it is tried on.
  @Sendable private func matchingPage(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let version = query.int("version", 1...Int.max).map(Int64.init)
    let order = query.uuid("order")
    let before: Int64? = query.cursor(Self.versions, Int64.self)
    try query.finish()
    let newest = try await matching.pipeline()
    if let problem = visit.refusal {
      return try await page(
        visit,
        DraftState(
          draft: PipelineDraft(visit.typed), newest: newest, question: TrialQuestion(visit.typed),
          isOvertaken: visit.typed("version") != "\(newest.pipeline.version)", problem: problem))
    }
    let draft = version == nil ? newest : try await matching.pipeline(version)
    return try await page(
      visit,
      DraftState(
        draft: PipelineDraft(draft.pipeline), newest: newest, question: TrialQuestion(order: order)),
      before: before)
  }

  @Sendable private func changeDraft(_ visit: Visit, _ form: Form) async throws -> Response {
    let version = Int64(form.int("version", 1...Int.max))
    let act = DraftAct(form.optionalText("act", 1...40) ?? "")
    let added = form.optionalText("add", 1...40) ?? ""
    func sent(_ name: String) -> String { form.value(name)?.string ?? "" }
    let (draft, question) = (PipelineDraft(sent), TrialQuestion(sent))
    try form.finish()
    if act == .save { return try await save(draft, over: version, visit, form) }
    let newest = try await matching.pipeline()
    var state = DraftState(
      draft: draft.after(act, added: added), newest: newest, question: question)
    // Whoever is told so may save over it.
    state.isOvertaken = newest.pipeline.version != version
    if act == .tryIt { state.tried = try await tried(draft, question) }
    return try await page(visit, state)
  }

  private func save(
    _ draft: PipelineDraft, over version: Int64, _ visit: Visit, _ form: Form
  ) async throws -> Response {
    let rest = try Form(.object([.init("steps", draft.rest)]))
    let steps = PipelineForm.steps(of: rest)
    await matching.checkHosts(of: steps, in: rest)
    try rest.finish()
    let key = try visit.requireIdempotencyKey(form)
    return try await matching.replace(
      [version], with: steps, by: visit.caller, key, at: clock.now()
    ) { _ in visit.redirection(to: Address.matchingPages.path, notice: "pipeline_saved") }
  }

  private func tried(_ draft: PipelineDraft, _ question: TrialQuestion) async throws -> DryRun {
    let instant =
      question.isMoment
      ? try await database.readOne(
        ReadMoment(day: question.day, time: question.time, zone: configuration.timeZone)) : nil
    let rest = try Form(question.rest(draft, at: instant))
    let steps = PipelineForm.steps(of: rest)
    await matching.checkHosts(of: steps, in: rest)
    return try await matching.dryRun(try DryRunForm(rest, steps: steps))
  }

  private func page(
    _ visit: Visit, _ state: DraftState, before: Int64? = nil
  ) async throws -> Response {
    let found = try await database.read(
      ListPipelines(before: before, limit: Self.versionsAPage + 1))
    let versions = Page(fetched: found, limit: Self.versionsAPage) {
      Cursor.encode(Self.versions, $0.version)
    } item: {
      $0
    }
    let managers = try await managers(
      versions.items.map(\.createdBy) + [state.newest.createdBy])
    let types = try await database.read(
      ListServiceTypes(isActive: true, after: nil, limit: TrialQuestion.mostTypes + 1))
    let words = DraftWords(
      words: try await words(
        visit, versions.items.map(\.createdAt) + [state.newest.createdAt], at: clock.now()),
      managers: managers)
    return visit.page(words.view(state, versions, types), titleKey: "desk_matching")
  }
}

/// What the page of the pipeline shows.
struct DraftState: Sendable {
  let draft: PipelineDraft
  /// The pipeline in force, which the draft replaces when it is saved.
  let newest: StoredPipeline
  let question: TrialQuestion
  var tried: DryRun?
  /// Whether that one was saved while the draft was made.
  var isOvertaken = false
  /// Why it could not be tried or saved.
  var problem: Problem?
}
