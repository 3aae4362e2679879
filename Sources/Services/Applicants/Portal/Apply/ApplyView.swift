import Contracts
import FoundationEssentials
import ServiceKit

/// The form to apply.
struct ApplyView: PageData {
  static let template = "apply"

  /// With the form's ticket.
  let action: String
  let choices: [Choice]
  /// What is wrong with what was chosen.
  let choiceMistake: String?
  let mistakes: MistakeSummary?
  let fields: [FieldView]
  let isClosed: Bool
  /// For how long what.
  let promise: String
  let challenge: Challenge?

  /// How whoever fills it in is told from a program.
  struct Challenge {
    let script: String
    let siteKey: String
    let action: String
    let cdata: String
  }

  struct Choice {
    /// The first one is where a mistake in them leads.
    let id: String
    let value: String
    let title: String
    let description: String
    let isChosen: Bool
  }

  static let form = PageForm(
    PageForm.Field("name", ownersOwn: "name"),
    PageForm.Field("email", .email, ownersOwn: "email"),
    PageForm.Field("phone", .phone, ownersOwn: "tel"),
    PageForm.Field("age", .wholeNumber), PageForm.Field("breed"), PageForm.Field("coat_colour"))

  /// Not of the form to see, but where its mistakes are.
  private static let vacancy = PageForm(PageForm.Field("vacancy_id"))
}

extension ApplyView {
  init(
    _ vacancies: [OpenVacancy], _ issued: (text: String, ticket: Ticket),
    _ widget: ChallengeWidget?, _ kept: KeptDays, _ visit: PublicVisit
  ) {
    action = visit.address(ApplyAddress.form.path, [(PortalHead.ticketName, issued.text)])
    challenge = widget.map {
      Challenge(
        script: $0.script, siteKey: $0.siteKey, action: Turnstile.action,
        cdata: issued.ticket.cdata)
    }
    let typed = visit.typed("vacancy_id")
    let chosen = vacancies.count == 1 ? vacancies[0].id.wire : typed
    let vacancyFields = visit.fields(of: Self.vacancy)
    choices = vacancies.enumerated().map { number, vacancy in
      let text = visit.language == .russian ? vacancy.texts.ru : vacancy.texts.en
      return Choice(
        id: number == 0 ? "field-vacancy_id" : "vacancy-\(number)", value: vacancy.id.wire,
        title: text.title, description: text.description,
        isChosen: ExactText(vacancy.id.wire) == ExactText(chosen))
    }
    choiceMistake = vacancyFields.first?.mistake
    fields = visit.fields(of: Self.form)
    mistakes = visit.summary(vacancyFields + fields)
    isClosed = vacancies.isEmpty
    promise = visit.texts.text("apply_data", kept.arguments)
  }

  static var example: ApplyView {
    ApplyView(
      action: "/apply",
      choices: [
        Choice(
          id: "field-vacancy_id", value: "1", title: "Helper", description: "You help.",
          isChosen: true)
      ], choiceMistake: "please choose", mistakes: .example, fields: [.example],
      isClosed: true, promise: "We keep this for a week.",
      challenge: Challenge(
        script: "https://provider.example/api.js", siteKey: "key", action: "apply", cdata: "00"))
  }
}

/// What everybody is told who has applied, whatever becomes of it.
struct SentView: PageData {
  static let template = "apply-sent"
  static let example = SentView(
    isAgain: true, letter: "A letter is on its way to you.", form: "/apply")

  /// Whether the same form was sent before: what has been changed in it since is lost.
  let isAgain: Bool
  let letter: String
  let form: String
}
