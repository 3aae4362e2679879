import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// `/portal/{token}/test`: the test, from its start page to its end. Whatever is not to be had where
// the application stands leads back to its page, which says where that is.
extension ApplicantsPortalModule {
  func addTestRoutes(to pages: PublicPageRoutes) {
    pages.get("/portal/{token}/test", use: startPage)
    holderForm("/portal/{token}/test", on: pages, show: startPage, act: start)
    pages.get("/portal/{token}/test/practice", use: practicePage)
    holderForm("/portal/{token}/test/practice", on: pages, show: practicePage, act: practise)
    pages.get("/portal/{token}/test/overview", use: overviewPage)
    pages.get("/portal/{token}/test/hand-in", use: handInPage)
    holderForm("/portal/{token}/test/hand-in", on: pages, show: handInPage, act: handIn)
    pages.get("/portal/{token}/test/{number}", use: questionPage)
    holderForm(
      "/portal/{token}/test/{number}", on: pages, atMost: PortalHead.maxAnswerBytes,
      show: questionPage, act: takeAnswer)
  }

  // MARK: before

  @Sendable private func startPage(_ visit: PublicVisit) async throws -> Response {
    let (link, now) = (try link(visit.context), desk.clock.now())
    let record = try await holder(link, visit.context, at: now)
    let state = HolderState(of: record, at: now)
    guard state == .invited, let invitation = record.invitation else {
      let address = HolderAddress(link)
      return visit.redirect(to: state == .testing ? address.overview : address.page)
    }
    let times = try await times([invitation.goodUntil], visit.texts)
    let address = HolderAddress(link, on: visit)
    return visit.page(
      StartView(
        address: address.start, facts: invitation.facts(times, visit.texts),
        introductions: invitation.introductions(in: visit.language),
        mistakes: visit.summary([]), practice: address.practice, back: address.page,
        moreTime: MoreTimeView(record, address, visit)), titleKey: "test")
  }

  /// Two that begin at once begin one attempt.
  @Sendable private func start(_ visit: PublicVisit, _ form: Form) async throws -> Response {
    let (link, now) = (try link(visit.context), desk.clock.now())
    try form.finish()
    let started = try await database.execute(
      StartSitting(link: link, seed: .random(in: .min ... .max), now: now)
    ).first
    let address = HolderAddress(link)
    return visit.redirect(
      to: try found(started, visit.context) == .running ? address.question(1) : address.page)
  }

  @Sendable private func practicePage(_ visit: PublicVisit) async throws -> Response {
    try await practicePage(visit, chosen: nil, kept: nil)
  }

  @Sendable private func practise(_ visit: PublicVisit, _ form: Form) async throws -> Response {
    let chosen = form.optionalText(GivenAnswer.field, 1...1)
    try form.finish()
    return try await practicePage(
      visit, chosen: chosen, kept: chosen == nil ? "practice_none" : "practice_kept")
  }

  private func practicePage(
    _ visit: PublicVisit, chosen: String?, kept: String?
  ) async throws -> Response {
    let link = try link(visit.context)
    _ = try await holder(link, visit.context, at: desk.clock.now())
    let address = HolderAddress(link, on: visit)
    return visit.page(
      PracticeView(
        address: address.practice, answer: .practice(chosen, visit.texts),
        kept: kept.map { visit.texts.text($0) }, back: address.start), titleKey: "practice")
  }

  // MARK: while it runs

  /// The test that was begun, with all that its pages say; nil: none was.
  private func sitting(_ visit: PublicVisit) async throws -> SittingPage? {
    let (link, now) = (try link(visit.context), desk.clock.now())
    guard let sitting = try await database.readOne(ReadSitting(link: link, now: now)) else {
      _ = try await holder(link, visit.context, at: now)
      return nil
    }
    return SittingPage(
      sitting: sitting, now: now, times: try await times([sitting.deadline], visit.texts),
      address: HolderAddress(link, on: visit), texts: visit.texts)
  }

  /// A page of the test while answers are taken; else the way back.
  private func page(
    _ visit: PublicVisit, _ show: (SittingPage) throws -> Response
  ) async throws -> Response {
    guard let page = try await sitting(visit), page.isOpen else {
      return visit.redirect(to: HolderAddress(try link(visit.context)).page)
    }
    return try show(page)
  }

  @Sendable private func overviewPage(_ visit: PublicVisit) async throws -> Response {
    try await page(visit) { page in
      visit.page(page.overview, titleKey: "overview")
    }
  }

  @Sendable private func handInPage(_ visit: PublicVisit) async throws -> Response {
    try await page(visit) { page in
      visit.page(page.handIn, titleKey: "hand_in_title")
    }
  }

  @Sendable private func questionPage(_ visit: PublicVisit) async throws -> Response {
    guard visit.problem?.slug == Problem.sittingOver.slug else {
      return try await page(visit) { page in
        let question = try question(visit, in: page.sitting)
        return visit.page(
          page.view(question, visit), titleKey: "question_of", page.place(of: question))
      }
    }
    // What came too late is shown back, not lost without a word.
    if let page = try await sitting(visit) {
      return visit.page(
        page.late(try question(visit, in: page.sitting), visit), titleKey: "late")
    }
    let back = HolderAddress(try link(visit.context), on: visit).page
    return visit.page(
      LateView(mistakes: visit.summary([]), question: nil, given: nil, back: back),
      titleKey: "late")
  }

  private func question(
    _ visit: PublicVisit, in sitting: Sitting
  ) throws -> Sitting.Question {
    guard let number = visit.context.parameters.get("number").flatMap({ Int($0) }),
      let question = sitting[number]
    else { throw Problem.notFound }
    return question
  }

  // MARK: answers and the end

  /// Saves the answer of a form, unless nobody has touched it, and leads on.
  @Sendable private func takeAnswer(_ visit: PublicVisit, _ form: Form) async throws -> Response {
    let (link, now) = (try link(visit.context), desk.clock.now())
    let sitting = try await runningSitting(link, visit.context, at: now)
    let question = try question(visit, in: sitting)
    let given = GivenAnswer(to: question.asked) { form.value($0)?.string }
    let was = form.value(GivenAnswer.wasField)?.string
    let way = form.optionalChoice("go", SittingWay.self) ?? .next
    let isTouched = !given.isUntouched(was)
    // Before its mistakes: nobody has to mend what does not count.
    if isTouched, now >= sitting.acceptUntil { throw Problem.sittingOver }
    if isTouched, let mistake = given.mistake { form.mistake(in: GivenAnswer.field, mistake) }
    try form.finish()
    let saved = isTouched ? try await save(given, to: question, link, by: .form, at: now) : nil
    // The page's own script has mostly saved it before, and then nothing is overwritten.
    let isElsewhere = saved?.outcome == .saved && was.map { !question.isShown(as: $0) } ?? false
    return visit.redirect(
      to: sitting.address(way, from: question, HolderAddress(link)),
      notice: isElsewhere ? "elsewhere" : nil)
  }

  /// Hands in what is saved. A page that says that time is up may be wrong: there may be more now.
  @Sendable private func handIn(_ visit: PublicVisit, _ form: Form) async throws -> Response {
    let (link, now) = (try link(visit.context), desk.clock.now())
    let isUp = form.optionalChoice("time", TimeIs.self) != nil
    try form.finish()
    let isHandedIn = try await database.execute(
      HandInSitting(link: link, becauseTimeIsUp: isUp, now: now)
    ).first
    if isHandedIn == nil { _ = try await holder(link, visit.context, at: now) }
    let address = HolderAddress(link)
    return isHandedIn == false
      ? visit.redirect(to: address.overview, notice: "time_left")
      : visit.redirect(to: address.page, notice: isUp ? "time_is_up" : nil)
  }
}

/// What a hand-in may say of time.
private enum TimeIs: String, CaseIterable {
  case up
}

extension HolderRecord.Invitation {
  fileprivate func introductions(in language: Language) -> [StartView.Introduction] {
    introductions.map {
      StartView.Introduction(title: $0.title[language], text: $0.text[language])
    }
  }

  /// What is to be known before it is begun.
  fileprivate func facts(_ times: PortalTimes, _ texts: LocalTexts) -> [String] {
    [
      texts.text("start_questions", ["questions": "\(questions)"]),
      texts.text("start_length", ["length": length(texts)]),
      texts.text("start_until", ["until": times.minute(goodUntil)]),
      texts.text("start_runs_on"), texts.text("start_saved"), texts.text("start_any"),
    ]
  }
}
