import Accounts
import Applicants
import ArgumentParser
import Bets
import ClientBilling
import Clients
import Configuration
import Managers
import Notifications
import Orders
import Packing
import Postgres
import Quality
import ServiceKit
import WorkerBilling
import Workers

/// A service of this executable. Two may share a schema, each as a role of its own.
struct ServiceEntry: Sendable {
  let type: any DeployedService.Type

  /// The only list of them, in the order in which they start.
  static let allCases: [ServiceEntry] = [
    ClientsModule.self, WorkersModule.self, OrdersModule.self, ManagersModule.self,
    PackingModule.self, ClientBillingModule.self, WorkerBillingModule.self,
    NotificationsModule.self, ApplicantsModule.self, ApplicantsPortalModule.self,
    QualityModule.self, BetsModule.self, AccountsModule.self,
  ].map(ServiceEntry.init)

  init(_ type: any DeployedService.Type) { self.type = type }

  var name: String { type.name }
  var schema: String { type.schema }

  /// Whether strangers reach it.
  var isPublic: Bool { type.isPublic }

  /// The role that it runs as.
  var role: String { identifier + "_app" }

  /// Where its statements find what they name.
  var searchPath: String { isPublic ? schema + "_api" : schema }

  /// Where its database is, as its application role.
  var databaseURL: RequiredSetting<String> {
    RequiredSetting(
      "MCF_\(identifier.uppercased())_URL", .connectionString,
      "connection string of the role \(role), in libpq's syntax", secret: true)
  }

  /// Where the relay reaches its outbox and inbox.
  var relayURL: Setting<String?> {
    Setting(
      "MCF_\(identifier.uppercased())_RELAY_URL", .connectionString, default: nil,
      """
      connection string of the same database as the role mcf_relay, spelled alike for services of \
      one database, which then share connections; empty: takes no part, and its outbox grows for ever
      """, secret: true)
  }

  /// The name as SQL and environments may have it: without hyphens.
  fileprivate var identifier: String { name.replacing("-", with: "_") }
}

extension ServiceEntry {
  /// Those whose schema is their own: each has one outbox.
  static var withSchema: [ServiceEntry] { allCases.withSchema }

  /// Those whose migrations are there: a deployment that is without one leaves its folder out. All,
  /// where there are no migrations at all.
  ///
  /// - Throws: `MigrationError` for migrations that cannot be read: they do not say who is left out.
  static var deployed: [ServiceEntry] {
    get throws { try (try? SQLFolder.find()).map(deployed(in:)) ?? allCases }
  }

  static func deployed(in folder: String) throws -> [ServiceEntry] {
    let schemas = try ClusterLayout(folder).schemas.map(\.name)
    return allCases.filter { schemas.contains($0.schema) }
  }

  /// Those that people and programs of ours call, with tokens; they may share a process.
  static var known: [ServiceEntry] { allCases.filter { !$0.isPublic } }

  /// Those that strangers reach: each has a process to itself.
  static var open: [ServiceEntry] { allCases.filter(\.isPublic) }

  /// Of its database, as far as this process is told where that is.
  func databaseHosts(_ configuration: ConfigReader) -> [String] {
    [configuration.text(of: databaseURL), configuration.text(of: relayURL)].compactMap(\.self)
      .flatMap { PostgresConfiguration(url: $0).hosts }
  }

  /// Where its schema lies.
  func database(in layout: ClusterLayout) throws -> String {
    guard let found = layout.schemas.first(where: { $0.name == schema }) else {
      throw Failure(.file, "the folder sql has no migrations of \(schema)")
    }
    return found.database
  }
}

extension [ServiceEntry] {
  /// Those whose schema is their own.
  var withSchema: [ServiceEntry] { filter { $0.schema == $0.identifier } }
}

extension ServiceEntry: Hashable, CustomStringConvertible {
  var description: String { name }
  static func == (one: Self, other: Self) -> Bool { one.type == other.type }
  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(type)) }
}

extension ServiceEntry: ExpressibleByArgument {
  init?(argument: String) {
    guard let found = Self.allCases.first(where: { $0.name == argument }) else { return nil }
    self = found
  }

  static var allValueStrings: [String] { allCases.map(\.name) }
}
