/// The roles as which a test may connect.
public struct DatabaseRole: RawRepresentable, Hashable, Sendable, CaseIterable {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  /// The superuser.
  public static let admin = Self(rawValue: "postgres")
  public static let clientsApp = Self(rawValue: "clients_app")
  public static let workersApp = Self(rawValue: "workers_app")
  public static let ordersApp = Self(rawValue: "orders_app")
  public static let clientsOwner = Self(rawValue: "clients_owner")
  public static let workersOwner = Self(rawValue: "workers_owner")
  public static let ordersOwner = Self(rawValue: "orders_owner")
  public static let managersApp = Self(rawValue: "managers_app")
  public static let packingApp = Self(rawValue: "packing_app")
  public static let managersOwner = Self(rawValue: "managers_owner")
  public static let packingOwner = Self(rawValue: "packing_owner")
  public static let relay = Self(rawValue: "mcf_relay")

  public static let allCases: [Self] = [
    .admin, .clientsApp, .workersApp, .ordersApp, .clientsOwner, .workersOwner, .ordersOwner,
    .managersApp, .managersOwner, .packingApp, .packingOwner, .relay,
  ]

  /// Who may connect to a database, the superuser aside.
  static func all(of database: DatabaseName) -> [Self] {
    switch database {
    case .core:
      [.clientsApp, .workersApp, .ordersApp, .clientsOwner, .workersOwner, .ordersOwner, .relay]
    case .managers: [.managersApp, .managersOwner, .relay]
    case .packing: [.packingApp, .packingOwner, .relay]
    }
  }
}

/// The databases of a deployment.
public enum DatabaseName: String, Sendable, CaseIterable {
  /// Of clients, workers and orders.
  case core = "mcf_core"
  case managers = "mcf_managers"
  case packing = "mcf_packing"
}
