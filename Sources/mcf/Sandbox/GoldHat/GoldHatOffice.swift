import Hummingbird
import Logging
import ServiceKit

/// Gold Hat, who pays workers by transfers.
struct GoldHatOffice: PaymentParty {
  static let path = "/gold-hat"
  let desk: PaymentDesk<GoldHatCode>

  init(_ door: PaymentDoor, behaviour: GoldHatBehaviour = GoldHatBehaviour(), logger: Logger)
    throws
  {
    desk = try PaymentDesk(
      PaymentTerms(name: "Gold Hat", mark: "gh", event: "transfer"), door, behaviour: behaviour,
      logger: logger)
  }

  func addRoutes(to router: Router<RequestScope>) {
    addOrders(at: "/transfers", to: .account, router)
    addList(at: "/transfers", router)
    addPayments(to: router)
  }
}

typealias GoldHatBehaviour = PaymentBehaviour<GoldHatCode>

/// Why Gold Hat declines.
enum GoldHatCode: String, DeclineCode {
  case accountClosed = "account_closed"
  case accountUnknown = "account_unknown"
  case limitReached = "limit_reached"

  static let usual = accountClosed
  static let back = accountClosed.rawValue
  var isFinal: Bool { self != .limitReached }
}
