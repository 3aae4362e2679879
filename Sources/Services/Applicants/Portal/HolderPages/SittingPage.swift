import Contracts
import FoundationEssentials
import ServiceKit

/// A test that was begun, for its pages.
struct SittingPage {
  let sitting: Sitting
  let now: Date
  let times: PortalTimes
  let address: HolderAddress
  let texts: LocalTexts

  /// Whether answers are taken.
  var isOpen: Bool { now < sitting.acceptUntil }

  private var clock: ClockView {
    ClockView(
      now: Timestamp.format(now), deadline: Timestamp.format(sitting.deadline),
      ends: times.second(sitting.deadline), zoneName: times.zoneName, zone: times.zone,
      attempt: sitting.attempt, timeAddress: address.time, answersAddress: address.answers,
      handInAddress: address.handIn)
  }

  /// What is put into the title of a question's page.
  func place(of question: Sitting.Question) -> [String: String] {
    ["number": "\(question.number)", "count": "\(sitting.questions.count)"]
  }

  /// A question with its answer, or with what was sent and refused.
  func view(_ question: Sitting.Question, _ visit: PublicVisit) -> QuestionView {
    let fields = visit.fields(of: Self.form)
    let sent = visit.problem.map { _ in
      GivenAnswer(to: question.asked) { visit.typed($0) }.value
    }
    return QuestionView(
      address: address.question(question.number), title: question.title[texts.language],
      clock: clock, key: question.key.text, kind: question.asked.type.rawValue,
      revision: question.revision, was: question.shownDigest,
      answer: AnswerView(
        question.asked, sent ?? question.answer, mistake: fields.first?.mistake, texts),
      mistakes: visit.summary(fields), isFirst: question.number == 1)
  }

  private static let form = PageForm(PageForm.Field(GivenAnswer.field))

  /// What was given when nothing was taken any more.
  func late(_ question: Sitting.Question, _ visit: PublicVisit) -> LateView {
    let given = GivenAnswer(to: question.asked) { visit.typed($0) }.value
    let options = question.asked.options
    let (label, values) =
      options.isEmpty
      ? ("late_typed", [given.string].compactMap { $0 })
      : ("late_chosen", options.filter { given.has($0.id) }.map { $0.text[texts.language] })
    return LateView(
      mistakes: visit.summary([]), question: question.asked.text[texts.language],
      given: values.isEmpty ? nil : LateView.Given(label: texts.text(label), values: values),
      back: address.page)
  }

  var overview: OverviewView {
    let answered = sitting.questions.count { $0.isAnswered }
    let counts = ["answered": "\(answered)", "count": "\(sitting.questions.count)"]
    return OverviewView(
      clock: clock, told: texts.text("overview_told", counts),
      questions: sitting.questions.map { question in
        OverviewView.Row(
          address: address.question(question.number), label: label(question),
          text: question.asked.text[texts.language],
          mark: question.isAnswered
            ? StatusMark(.done, texts.text("answered"))
            : StatusMark(.cancelled, texts.text("not_answered")))
      }, handIn: address.handIn)
  }

  var handIn: HandInView {
    let unanswered = sitting.questions.filter { !$0.isAnswered }
    return HandInView(
      address: address.handIn, clock: clock,
      told: unanswered.isEmpty
        ? texts.text("hand_in_all")
        : texts.text("hand_in_some", ["count": "\(unanswered.count)"]),
      unanswered: unanswered.map {
        HolderView.Way(address: address.question($0.number), label: label($0))
      }, back: address.overview)
  }

  private func label(_ question: Sitting.Question) -> String {
    texts.text("question_number", ["number": "\(question.number)"])
  }
}

/// Where a form of a question leads.
enum SittingWay: String, CaseIterable {
  case next, back, overview
}

extension Sitting {
  func address(
    _ way: SittingWay, from question: Question, _ address: HolderAddress
  ) -> String {
    let number = question.number
    switch way {
    case .next where number < questions.count: return address.question(number + 1)
    case .back where number > 1: return address.question(number - 1)
    case .next, .back, .overview: return address.overview
    }
  }
}
