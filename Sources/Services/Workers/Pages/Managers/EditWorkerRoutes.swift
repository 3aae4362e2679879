import Contracts
import Hummingbird
import ServiceKit

/// What managers write of a worker; hours and days off are the worker's own to keep.
struct EditWorkerView: PageData {
  static let template = "edit-worker"
  static var example: EditWorkerView {
    EditWorkerView(overtaken: "There is now: Leo", form: .example)
  }

  /// What is in the register now, if somebody else was faster.
  let overtaken: String?
  let form: FormView
}

extension WorkersModule {
  private static func managersForm(_ texts: LocalTexts) -> PageForm {
    PageForm(
      .init("name"), .init("email", .email, refusedBy: [Problem.emailTaken.slug]),
      .init("phone", .phone), .init("language", .choice(Language.choices(texts))),
      .init("age", .wholeNumber), .init("breed"), .init("coat_colour"))
  }

  /// `/workers/{id}/edit`
  @Sendable func editPage(_ visit: Visit) async throws -> Response {
    let worker = try await visibleWorker(visit.context)
    let details = worker.details
    let form = visit.form(
      Self.managersForm(visit.texts), submit: visit.texts.text("save"),
      back: Address.worker(worker.id).path,
      values: [
        "name": details.name, "email": details.email, "phone": details.phone,
        "language": details.language?.rawValue ?? "", "age": "\(details.age)",
        "breed": details.breed, "coat_colour": details.coatColour,
      ], hidden: visit.hidden(version: worker.version))
    return visit.page(
      EditWorkerView(overtaken: worker.overtaken(visit), form: form),
      titleKey: "edit_title", ["name": details.name])
  }

  @Sendable func saveWorker(_ visit: Visit, _ form: Form) async throws -> Response {
    let version = Int64(form.int("version", 1...Int.max))
    let change = try WorkerChange(toAllOf: form, by: visit.caller)
    let key = try visit.requireIdempotencyKey(form)
    let worker = try await visibleWorker(visit.context)
    let target = ChangeTarget(of: worker, visit.caller, version: version)
    return try await self.change(target, by: change, key) { _ in
      visit.redirection(to: Address.worker(worker.id).path, notice: "saved")
    }
  }
}

extension Worker: RegisteredPerson {
  var name: String { details.name }
  var page: Address { .worker(id) }

  /// What is in the register now, for who was overtaken by somebody else.
  fileprivate func overtaken(_ visit: Visit) -> String? {
    visit.inRegisterNow(
      name, details.email, details.phone, details.language?.ownName,
      visit.texts.text("years", ["count": "\(details.age)"]), details.breed, details.coatColour)
  }
}
