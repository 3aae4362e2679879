public import FoundationEssentials

extension Address {
  /// The pages that a visitor has; where signing in leads to if nothing else was asked for.
  public static let home = Address("/")
  /// Where people sign in; it takes the page to go on to as `return`.
  public static let signIn = Address("/sign-in")
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
  /// The orders as managers see them.
  public static let managersOrders = Address("/admin/orders")
  /// What can be ordered, for the managers who say it.
  public static let managersServiceTypes = Address("/admin/service-types")
  /// How whoever gets an order is found, for the managers who say it.
  public static let matchingPages = Address("/admin/matching")
  /// Where a manager names an order to be looked at, by `?order=` and its id.
  public static let namedReviewPage = Address("/reviews/new")
  /// Registers a client who is new by what their session says, and goes on to `return`.
  public static let welcome = Address("/clients/welcome")
  /// The clients as managers see them.
  public static let clientPages = Address("/clients")
  /// A client's own details, by which a request for help is filled in.
  public static let ownDetails = Address("/clients/me")
  /// The workers as managers see them.
  public static let workerPages = Address("/workers")

  /// A client's own orders; clients begin there.
  public static let ownOrders = Address("/orders")
  /// Where a client requests help.
  public static let newOrder = ownOrders.below("new")
  /// A worker's own jobs; with `from` and `to` those of some days.
  public static let jobs = Address("/jobs")
  /// A worker's own details, and below it hours and absences.
  public static let ownWork = Address("/workers/me")
  public static let ownHours = ownWork.below("hours")
  public static let ownAbsences = ownWork.below("absences")

  /// All of the above.
  public static let linked = [
    home, signIn, api, ready, clients, managers, orders, serviceTypes, workers, mails, packages,
    applicationPages, invoices, earnings, welcome, jobs, ownWork, ownHours, ownAbsences,
    managersOrders, managersServiceTypes, matchingPages, namedReviewPage, clientPages, ownDetails,
    workerPages, ownOrders, newOrder,
  ]

  public static func invoice(_ id: UUID) -> Address { invoices.below(id.wire) }
  public static func payslip(_ id: UUID) -> Address { earnings.below(id.wire) }
  public static func client(_ id: UUID) -> Address { clientPages.below(id.wire) }
  public static func worker(_ id: UUID) -> Address { workerPages.below(id.wire) }
  public static func managersOrder(_ id: UUID) -> Address { managersOrders.below(id.wire) }
  /// A photo of an order, for eyes: `check-in` or `report`.
  public static func photo(_ kind: String, of order: UUID) -> Address {
    ownOrder(order).below("photos", kind)
  }
  /// An order, as its client sees it.
  public static func ownOrder(_ id: UUID) -> Address { ownOrders.below(id.wire) }
  /// An order, as its worker sees it.
  public static func job(_ id: UUID) -> Address { jobs.below(id.wire) }
  /// The form for the same order once more, with its query.
  public static func newOrder(copying id: UUID) -> String {
    "\(newOrder.path)?\(copied)=\(id.wire)"
  }
  /// What that query calls the order.
  public static let copied = "copy"
  /// Why that worker got the order.
  public static func match(of order: UUID) -> Address { managersOrder(order).below("match") }

  /// The OpenAPI document of a service.
  public static func document(of service: String) -> Address {
    Address("/api").below(service, "openapi.yaml")
  }
}
