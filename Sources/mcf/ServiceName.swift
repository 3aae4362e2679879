import ArgumentParser
import Clients
import Configuration
import Orders
import Postgres
import ServiceKit
import Workers

/// The services of this executable; the only list of them.
enum ServiceName: String, CaseIterable, ExpressibleByArgument {
  case clients, workers, orders

  var type: any ServiceModule.Type {
    switch self {
    case .clients: ClientsModule.self
    case .workers: WorkersModule.self
    case .orders: OrdersModule.self
    }
  }

  /// Where its database is, as its application role.
  var databaseURL: Setting {
    Setting(
      "MCF_\(rawValue.uppercased())_URL", default: nil,
      "connection string of the role \(rawValue)_app, in libpq's syntax", secret: true)
  }
}
