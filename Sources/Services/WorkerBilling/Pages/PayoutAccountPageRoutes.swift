import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension WorkerBillingModule {
  /// `/earnings/account`: where one is paid to. It goes by the same function as in REST.
  func addAccountPage(to routes: PageRoutes) {
    routes.form(RouterPath(.payoutAccount), for: .worker, show: accountPage) { visit, form in
      let account = form.goldHatAccount("account")
      try form.finish()
      return try await setAccount(
        account, of: visit.caller, try visit.idempotencyKey(form)
      ) { _ in visit.redirection(to: Address.earnings.path, notice: "account") }
    }
  }

  /// The account is never in the form: whoever looks over a shoulder sees its end alone.
  @Sendable private func accountPage(_ visit: Visit) async throws -> Response {
    let kept = try await database.readOne(FindPayoutAccount(of: visit.caller.workerID))
    let form = visit.form(
      PageForm(.init("account")), submit: visit.texts.text("save_account"),
      back: Address.earnings.path)
    return visit.page(
      PayoutAccountPageView(
        present: kept.map { visit.texts.text("account_is", ["account": $0.masked]) }, form: form),
      titleKey: "account")
  }
}

extension Address {
  static let payoutAccount = Address.earnings.below("account")
}

/// The form of a worker's account.
struct PayoutAccountPageView: PageData {
  static let template = "account"

  /// What is kept now; nil: nothing.
  let present: String?
  let form: FormView

  static var example: PayoutAccountPageView {
    PayoutAccountPageView(present: "You are paid to …42.", form: .example)
  }
}
