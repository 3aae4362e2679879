import TestSupport
import Testing

/// A service's application role, and the database that it lives in.
struct Home: Sendable, CustomTestStringConvertible {
  let service: String
  let database: DatabaseName

  var app: DatabaseRole { DatabaseRole(rawValue: service + "_app") }
  var owner: DatabaseRole { DatabaseRole(rawValue: service + "_owner") }
  var testDescription: String { service }

  static let all = [
    Home(service: "clients", database: .core), Home(service: "workers", database: .core),
    Home(service: "orders", database: .core), Home(service: "managers", database: .managers),
    Home(service: "packing", database: .packing),
  ]
}
