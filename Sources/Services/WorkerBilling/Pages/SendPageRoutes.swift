import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension WorkerBillingModule {
  /// `/earnings/{id}/send`: a payslip is paid now, not at the next day.
  func addSending(to routes: PageRoutes) {
    routes.form("/earnings/{id}/send", for: .manager, show: sendPage) { visit, form in
      try form.finish()
      let (id, key) = (try visit.context.id(), try visit.idempotencyKey(form))
      let back = visit.redirection(to: desk.address.path, notice: "sent")
      return try await refusals.watching("send", of: ExactText(id.wire), by: visit.context) {
        try await send(id, by: visit.caller, under: key) { _ in back }
      }
    }
  }

  @Sendable private func sendPage(_ visit: Visit) async throws -> Response {
    let listed = try await invoice(try visit.context.id(), for: EarningsViewer(worker: nil))
    let account = try await database.readOne(FindPayoutAccount(of: listed.invoice.party))
    let texts = visit.texts
    return visit.page(
      DeskActView(
        [
          .init(texts.text("desk_party"), listed.invoice.partyName),
          .init(texts.text("desk_invoice"), "\(listed.invoice.number)"),
          .init(texts.text("desk_left"), listed.left.words(in: visit.language)),
          .init(texts.text("field_account"), account?.masked ?? texts.text("desk_no_account")),
        ], [texts.text("send_consequence")],
        visit.form(submit: texts.text("desk_send"), back: desk.address.path)),
      titleKey: "send_title")
  }
}
