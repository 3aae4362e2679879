import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension Address {
  static let paymentMethods = invoices.below("payment-methods")
  /// Where a provider's page leads back to.
  static func paymentMethod(_ id: UUID) -> Address { paymentMethods.below(id.wire) }
  static func usualMethod(_ id: UUID) -> Address { paymentMethod(id).below("usual") }
  static func removedMethod(_ id: UUID) -> Address { paymentMethod(id).below("remove") }
}

extension ClientBillingModule {
  /// `/invoices/payment-methods` and below: what is done there goes by the same functions as in REST.
  func addPaymentMethodPages(to routes: PageRoutes) {
    routes.post(RouterPath(.paymentMethods), for: .client) { visit, form in
      let adapter = try wantedAdapter(form)
      let client = try await client(visit.caller)
      let key = try visit.requireIdempotencyKey(form, for: type(of: adapter).name)
      return try await addMethod(by: adapter, for: client, key) {
        StoredAnswer(status: .seeOther, location: $0.authoriseURL)
      }
    }
    routes.readingQuery.get("/invoices/payment-methods/{id}", for: .client, use: decidedPage)
    routes.form("/invoices/payment-methods/{id}/usual", for: .client) { visit in
      try await confirmPage(visit, "usual", submit: "make_usual") { _ in "usual_consequence" }
    } act: { visit, form in
      let id = try visit.context.id()
      return try await refusals.watching("default", of: ExactText(id.wire), by: visit.context) {
        try form.finish()
        let client = try await client(visit.caller)
        return try await makeUsual(id, of: client, try visit.idempotencyKey(form)) { _ in
          visit.redirection(to: Address.invoices.path, notice: "usual")
        }
      }
    }
    routes.form("/invoices/payment-methods/{id}/remove", for: .client) { visit in
      try await confirmPage(visit, "remove", submit: "remove_way", isDangerous: true) {
        $0.isDefault ? "remove_usual_consequence" : "remove_consequence"
      }
    } act: { visit, form in
      try form.finish()
      let client = try await client(visit.caller)
      return try await removeMethod(
        try visit.context.id(), of: client, try visit.idempotencyKey(form),
        answer: visit.redirection(to: Address.invoices.path, notice: "way_removed"))
    }
  }

  /// A provider's page leads back here, whatever was decided there, and may add to the address.
  @Sendable private func decidedPage(_ visit: Visit) async throws -> Response {
    let (client, id) = (try await client(visit.caller), try visit.context.id())
    guard let method = try await paymentMethods(of: client).first(where: { $0.id == id }) else {
      throw Problem.notFound
    }
    return visit.redirect(
      to: Address.invoices.path, notice: "way_\(method.state.rawValue)")
  }

  /// - Parameter consequence: the key of what is said to happen.
  private func confirmPage(
    _ visit: Visit, _ act: String, submit: String, isDangerous: Bool = false,
    _ consequence: (PaymentMethod) -> String
  ) async throws -> Response {
    let client = try await client(visit.caller)
    let found = try await database.readOne(
      FindPaymentMethod(id: try visit.context.id(), client: client))
    guard let method = found else { throw Problem.notFound }
    let way = InvoiceTexts(visit, [:], at: clock.now()).name(method)
    let form = visit.form(
      submit: visit.texts.text(submit), isDangerous: isDangerous, back: Address.invoices.path)
    return visit.page(
      ConfirmView(visit.texts.text(consequence(method), ["way": way]), form),
      titleKey: "\(act)_title")
  }
}
