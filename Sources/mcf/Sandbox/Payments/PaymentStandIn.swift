import Billing
import ClientBilling
import Contracts
import Logging
import ServiceKit
import WorkerBilling

/// A provider of payments that the sandbox can stand in for, as services know it.
struct PaymentStandIn: Sendable {
  let settings: ProviderSettings
  /// What its addresses begin with.
  let path: String
  /// Where the services hear its notices.
  let noticesPath: String
  /// What its list of payments shows.
  let list: String
  /// What clients add it as; nil: it is not theirs.
  var wayToPay: String?
  let party: @Sendable (PaymentDoor, ReturnRule, Logger) throws -> any OutsideParty

  static func goldHat(_ behaviour: GoldHatBehaviour = GoldHatBehaviour()) -> PaymentStandIn {
    PaymentStandIn(
      settings: .goldHat, path: GoldHatOffice.path,
      noticesPath: "/api/worker-billing/notices/gold-hat", list: "Transfers to workers"
    ) { try GoldHatOffice($0, behaviour: behaviour, logger: $2) }
  }

  static let card = PaymentStandIn(
    settings: .card, path: CardOffice.path, noticesPath: "/api/client-billing/notices/card",
    list: "Payments by card",
    wayToPay: "card"
  ) { try CardOffice($0, leadingBack: $1, logger: $2) }

  static let directDebit = PaymentStandIn(
    settings: .directDebit, path: DirectDebitOffice.path,
    noticesPath: "/api/client-billing/notices/direct-debit", list: "Direct debits",
    wayToPay: "direct_debit"
  ) { try DirectDebitOffice($0, leadingBack: $1, logger: $2) }

  /// What a service has to be told of it.
  ///
  /// - Parameter url: of the sandbox.
  func values(_ door: PaymentDoor, at url: String) -> [(name: String, value: String)] {
    [
      (settings.url.name, url + path), (settings.key.name, door.key.text),
      (settings.secrets.name, door.secret.text),
    ]
  }
}
