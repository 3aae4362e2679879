import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

/// One client: what may be written of it, and what else may be done.
struct ClientPageView: PageData {
  static let template = "client"
  static var example: ClientPageView {
    ClientPageView(
      mark: StatusMark(.done, "active"), known: .example, discount: .example,
      overtaken: "There is now: Murka Whisker", form: .example, act: "/clients/1/deactivate",
      actLabel: "Deactivate")
  }

  let mark: StatusMark
  let known: Summary
  let discount: Bar
  /// What is in the register now, if somebody else was faster.
  let overtaken: String?
  let form: FormView
  /// The page that asks once more whether it shall be deactivated, or activated.
  let act: String
  let actLabel: String
}

extension ClientsModule {
  /// `/clients/{id}`
  @Sendable func clientPage(_ visit: Visit) async throws -> Response {
    try visit.query().finish()
    let client = try await find(try visit.context.id())
    let (details, act) = (client.details, Standing.act(!client.active))
    let form = visit.form(
      Self.form(visit.texts, isOwn: false), submit: visit.texts.text("save"),
      back: Address.clientPages.path, values: details.values,
      hidden: visit.hidden(version: client.version))
    return visit.page(
      ClientPageView(
        mark: Standing.mark(client.active, visit.texts),
        known: client.known(visit.texts), discount: discount.bar(paid: client.paid, visit.texts),
        overtaken: details.overtaken(visit), form: form,
        act: Address.client(client.id).below(act).path, actLabel: visit.texts.text(act)),
      titleKey: "client_title", ["name": details.name])
  }

  @Sendable func saveClient(_ visit: Visit, _ form: Form) async throws -> Response {
    let id = try visit.context.id()
    let version = Int64(form.int("version", 1...Int.max))
    let change = try ClientChange(toAllOf: form)
    let key = try visit.requireIdempotencyKey(form)
    return try await self.change(id, by: visit.caller, if: .versions([version]), change, key) { _ in
      visit.redirection(to: Address.client(id).path, notice: "saved")
    }
  }

  func find(_ id: UUID) async throws -> Client {
    guard let client = try await database.readOne(FindRow<Client>(id: id)) else {
      throw Problem.notFound
    }
    return client
  }
}

extension Client {
  /// What managers are told of it and do not write.
  fileprivate func known(_ texts: LocalTexts) -> Summary {
    let orders = Address.managersOrders.path + queryString([("client", id.wire)])
    return Summary([
      .init(texts.text("external_id"), externalID.text),
      .init(texts.text("paid"), paid.words(in: texts.language)),
      .init(texts.text("orders"), texts.text("their_orders"), path: orders),
    ])
  }
}

extension Discount {
  /// What a client pays less, and when that becomes more.
  func bar(paid: Money, _ texts: LocalTexts) -> Bar {
    let percent = percent(paid: paid)
    guard let missing = missing(paid: paid), step > .zero else {
      return Bar(texts.text("discount_highest", ["percent": "\(percent)"]), percent: 100)
    }
    let told = [
      "percent": "\(percent)", "missing": missing.words(in: texts.language),
      "next": "\(self.percent(paid: paid + missing))",
    ]
    return Bar(
      texts.text(percent == 0 ? "discount_none" : "discount_now", told),
      percent: Int((step.hundredths - missing.hundredths) * 100 / step.hundredths))
  }
}
