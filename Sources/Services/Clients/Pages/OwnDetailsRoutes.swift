import Contracts
import Hummingbird
import Postgres
import ServiceKit

/// What a client may change of its own record: it fills in the form for help.
struct OwnDetailsView: PageData {
  static let template = "own-details"
  static var example: OwnDetailsView {
    OwnDetailsView(
      banner: .example, discount: .example, overtaken: "There is now: Murka Whisker",
      form: .example)
  }

  /// Said to who may not order.
  let banner: Banner?
  let discount: Bar
  /// What is in the register now, if somebody else was faster.
  let overtaken: String?
  let form: FormView
}

extension ClientsModule {
  /// `/clients/me`: who is not registered yet is, and comes back.
  @Sendable func ownDetailsPage(_ visit: Visit) async throws -> Response {
    try visit.query().finish()
    guard let client = try await ownSelf(visit) else {
      let back = [("return", Address.ownDetails.path)]
      return visit.redirect(to: Address.welcome.path + queryString(back))
    }
    let form = visit.form(
      Self.form(visit.texts, isOwn: true), submit: visit.texts.text("save"),
      back: Address.home.path, values: client.details.values,
      hidden: visit.hidden(version: client.version))
    return visit.page(
      OwnDetailsView(
        banner: client.active
          ? nil : Banner(visit.texts.text("own_inactive"), isWarning: true),
        discount: discount.bar(paid: client.paid, visit.texts),
        overtaken: client.overtaken(visit), form: form),
      titleKey: "own_details")
  }

  @Sendable func saveOwnDetails(_ visit: Visit, _ form: Form) async throws -> Response {
    let version = Int64(form.int("version", 1...Int.max))
    let change = try ClientChange(toAllOf: form)
    let key = try visit.requireIdempotencyKey(form)
    guard let client = try await ownSelf(visit) else { throw Problem.notFound }
    return try await self.change(
      client.id, by: visit.caller, if: .versions([version]), change, key
    ) { _ in
      visit.redirection(to: Address.ownDetails.path, notice: "own_saved")
    }
  }

  /// The client who is signed in; nil: one whom the register has not met.
  private func ownSelf(_ visit: Visit) async throws -> Client? {
    try await database.readOne(FindClientByExternalID(externalID: visit.caller.subject))
  }
}
