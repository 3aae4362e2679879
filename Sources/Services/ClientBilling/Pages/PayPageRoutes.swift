import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ClientBillingModule {
  /// `/invoices/{id}/pay`: an invoice is paid at once, by the same function as in REST.
  func addPayPage(to routes: PageRoutes) {
    routes.form("/invoices/{id}/pay", for: .client, show: payPage) { visit, form in
      let id = try visit.context.id()
      let method = form.optionalUUID("method")
      try form.finish()
      let key = try visit.requireIdempotencyKey(form)
      return try await refusals.watching("pay", of: ExactText(id.wire), by: visit.context) {
        let client = try await client(visit.caller)
        return try await pay(id, of: client, wantedBy: visit.caller, through: method, key) { _ in
          visit.redirection(to: Address.invoice(id).path, notice: "paying")
        }
      }
    }
  }

  @Sendable private func payPage(_ visit: Visit) async throws -> Response {
    let client = try await client(visit.caller)
    let listed = try await invoice(try visit.context.id(), for: MoneyViewer(client: client))
    let ways = WaysToPay(try await database.read(ListPaymentMethods(client: client)), by: adapters)
    let texts = InvoiceTexts(visit, [:], at: clock.now())
    let obstacle = Problem.notPayable(listed, by: ways)
    let back = Address.invoice(listed.invoice.id).path
    let left = texts.amount(listed.left)
    let chosen = ways.usual ?? ways.usable.first
    let choices = ways.usable.map { texts.choice($0, isChosen: $0.id == chosen?.id) }
    return visit.page(
      PayPageView(
        form: obstacle == nil
          ? visit.form(submit: visit.texts.text("pay_amount", ["amount": left]), back: back) : nil,
        consequence: visit.texts.text(
          "pay_consequence", ["amount": left, "number": "\(listed.invoice.number)"]),
        obstacle: obstacle.map { problem in
          PayPageView.Obstacle(
            title: visit.texts.text("problem_\(problem.slug)"),
            detail: visit.texts.text("problem_\(problem.slug)_detail"))
        },
        choices: choices.count > 1 ? choices : [], only: choices.count == 1 ? choices.first : nil,
        back: back),
      titleKey: "pay")
  }
}

extension Problem {
  /// Why a client cannot pay an invoice by any way to pay; nil: it can be paid.
  static func notPayable(_ listed: ListedInvoice, by ways: WaysToPay) -> Problem? {
    notPayable(listed.status) ?? (ways.usable.isEmpty ? noPaymentMethod : nil)
  }
}
