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
  /// The packages as the supplies department sees them, or a worker's own.
  public static let packages = Address("/packages")

  /// All of the above.
  public static let linked = [
    home, api, ready, clients, managers, orders, serviceTypes, workers, packages,
  ]

  /// The OpenAPI document of a service.
  public static func document(of service: String) -> Address {
    Address("/api").below(service, "openapi.yaml")
  }
}
