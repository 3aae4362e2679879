import ArgumentParser
import Clients
import Configuration
import Managers
import Orders
import Packing
import Postgres
import ServiceKit
import Workers

/// The services of this executable; the only list of them.
enum ServiceName: String, CaseIterable, ExpressibleByArgument {
  case clients, workers, orders, managers, packing

  var type: any ServiceModule.Type {
    switch self {
    case .clients: ClientsModule.self
    case .workers: WorkersModule.self
    case .orders: OrdersModule.self
    case .managers: ManagersModule.self
    case .packing: PackingModule.self
    }
  }

  /// The database that its schema lies in.
  var database: String {
    switch self {
    case .clients, .workers, .orders: "mcf_core"
    case .managers, .packing: "mcf_\(rawValue)"
    }
  }

  /// Where its database is, as its application role.
  var databaseURL: Setting {
    Setting(
      "MCF_\(rawValue.uppercased())_URL", default: nil,
      "connection string of the role \(rawValue)_app, in libpq's syntax", secret: true)
  }

  /// Where the relay reaches its outbox and inbox.
  var relayURL: Setting {
    Setting(
      "MCF_\(rawValue.uppercased())_RELAY_URL", default: "",
      """
      connection string of the same database as the role mcf_relay, spelled alike for services of \
      one database, which then share connections; empty: takes no part, and its outbox grows for ever
      """, secret: true)
  }
}
