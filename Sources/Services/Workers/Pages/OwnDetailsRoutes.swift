import Contracts
import Hummingbird
import ServiceKit

/// What a worker may change of its own record, and where else it keeps something.
struct OwnDetailsView: PageData {
  static let template = "own-details"
  static var example: OwnDetailsView {
    OwnDetailsView(
      known: .example, overtaken: "There is now: leo@mcf.example", form: .example,
      hours: "/workers/me/hours", absences: "/workers/me/absences")
  }

  let known: Summary
  /// What is in the register now, if somebody else was faster.
  let overtaken: String?
  let form: FormView
  let hours: String
  let absences: String
}

extension WorkersModule {
  private static func form(_ texts: LocalTexts) -> PageForm {
    PageForm(
      .init("email", .email, ownersOwn: "email", refusedBy: [Problem.emailTaken.slug]),
      .init("phone", .phone, ownersOwn: "tel"),
      .init("language", .choice(Language.choices(texts))))
  }

  /// `/workers/me`
  @Sendable func ownDetailsPage(_ visit: Visit) async throws -> Response {
    try visit.query().finish()
    let worker = try await ownSelf(visit)
    let details = worker.details
    let form = visit.form(
      Self.form(visit.texts), submit: visit.texts.text("save"), back: Address.jobs.path,
      values: [
        "email": details.email, "phone": details.phone,
        "language": details.language?.rawValue ?? "",
      ], hidden: visit.hidden(version: worker.version))
    return visit.page(
      OwnDetailsView(
        known: Summary(
          [
            ("name", details.name), ("breed", details.breed), ("coat", details.coatColour),
            ("code", details.characteristics.code),
          ].map { Summary.Fact(visit.texts.text("known_\($0.0)"), $0.1) }),
        overtaken: visit.inRegisterNow(details.email, details.phone), form: form,
        hours: Address.ownHours.path, absences: Address.ownAbsences.path),
      titleKey: "own_details")
  }

  @Sendable func saveOwnDetails(_ visit: Visit, _ form: Form) async throws -> Response {
    let version = Int64(form.int("version", 1...Int.max))
    // A manager who works too changes here what a worker may, and no more.
    let worker = Caller(subject: visit.caller.subject.text, roles: [.worker])
    let change = try WorkerChange(toAllOf: form, by: worker)
    let key = try visit.requireIdempotencyKey(form)
    let target = ChangeTarget(of: try await ownSelf(visit), visit.caller, version: version)
    return try await self.change(target, by: change, key) { _ in
      visit.redirection(to: Address.ownWork.path, notice: "details_saved")
    }
  }
}
