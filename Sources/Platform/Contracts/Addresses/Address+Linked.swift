public import FoundationEssentials

extension Address {
  /// The pages that a visitor has; where signing in leads to if nothing else was asked for.
  public static let home = Address("/")
  /// What programs may do here, as pages.
  public static let api = Address("/api")
  /// Whether a process can do all of its work.
  public static let ready = Address("/readyz")

  public static let clients = Address("/api/clients")
  public static let managers = Address("/api/managers")
  public static let orders = Address("/api/orders")
  public static let serviceTypes = Address("/api/service-types")
  public static let workers = Address("/api/workers")
  /// The mails that went out, and those that did not.
  public static let mails = Address("/mails")
  /// The packages as the supplies department sees them, or a worker's own.
  public static let packages = Address("/packages")
  /// The applications that managers decide about.
  public static let applicationPages = Address("/applications")
  /// What a client owes, or the managers' desk for it.
  public static let invoices = Address("/invoices")
  /// What a worker earns, or the managers' desk for it.
  public static let earnings = Address("/earnings")

  /// All of the above.
  public static let linked = [
    home, api, ready, clients, managers, orders, serviceTypes, workers, mails, packages,
    applicationPages, invoices, earnings,
  ]

  public static func invoice(_ id: UUID) -> Address { invoices.below(id.wire) }
  public static func payslip(_ id: UUID) -> Address { earnings.below(id.wire) }

  /// The OpenAPI document of a service.
  public static func document(of service: String) -> Address {
    Address("/api").below(service, "openapi.yaml")
  }
}
