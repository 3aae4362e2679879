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
  public static let relay = Self(rawValue: "mcf_relay")

  public static let allCases: [Self] = [
    .admin, .clientsApp, .workersApp, .ordersApp, .clientsOwner, .workersOwner, .ordersOwner,
    .relay,
  ]
}
