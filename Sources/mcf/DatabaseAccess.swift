import ArgumentParser
import Configuration
import FoundationEssentials
import LocalPostgres
import Logging
import Postgres
import ServiceKit

/// Where the databases are: what all commands that ask them share.
struct DatabaseAccess: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The state folder of the `mcf up` to ask; see `mcf up --help`.", valueName: "dir"))
  var state: String?

  /// What is set; beside the `mcf up` of this machine also what that runs with.
  func configuration() async throws -> ConfigReader {
    let reader = try await ConfigReader.environment()
    guard isLocal(reader) else { return reader }
    let set = ProcessInfo.processInfo.environment
    return try await ConfigReader.environment(
      overriding: StateFolder(state).beside().filter { set[$0.key] == nil })
  }

  /// Runs `body` with a client as the service's application role.
  func asApplication<T>(
    _ service: ServiceEntry, _ body: (PostgresClient) async throws -> T
  ) async throws -> T {
    let setting = service.databaseURL
    return try await withClient(
      setting, { try $0[setting] }, service, role: service.role, body)
  }

  /// Runs `body` with a client as the relay's role.
  func asRelay<T>(
    _ service: ServiceEntry, _ body: (PostgresClient) async throws -> T
  ) async throws -> T {
    let setting = service.relayURL
    return try await withClient(
      setting, { try $0[setting] }, service, role: ClusterLayout.relay, body)
  }

  /// Asks services one after the other; one that cannot be asked does not hide the others.
  func askAsApplication<T>(
    _ services: [ServiceEntry], _ body: (PostgresClient) async throws -> T
  ) async -> (answers: [(service: ServiceEntry, answer: T)], failures: [String]) {
    var (answers, failures): ([(service: ServiceEntry, answer: T)], [String]) = ([], [])
    for service in services {
      do {
        answers.append((service, try await asApplication(service, body)))
      } catch {
        failures.append("\(service): \(error)")
      }
    }
    return (answers, failures)
  }

  private func withClient<T>(
    _ setting: some DescribedSetting, _ read: (ConfigReader) throws -> String?,
    _ service: ServiceEntry, role: String, _ body: (PostgresClient) async throws -> T
  ) async throws -> T {
    let reader = try await ConfigReader.environment()
    let set = reader.has(setting) ? try read(reader) : nil
    var configuration = try PostgresConfiguration(
      url: set ?? localURL(instead: setting, service, role: role, in: reader), publishing: reader)
    configuration.schema = service.schema
    configuration.applicationName = "mcf command"
    return try await withPostgresClient(
      configuration, logger: Log.logger(reader, quiet: true), body)
  }

  /// In the `mcf up` of this machine, unless another database is set.
  private func localURL(
    instead setting: some DescribedSetting, _ service: ServiceEntry, role: String,
    in reader: ConfigReader
  ) throws -> String {
    let folder = StateFolder(state)
    guard isLocal(reader) else { throw SettingError(missing: [setting]) }
    let local = LocalPostgres.url(
      ofServerIn: folder.postgres,
      database: try service.database(in: ClusterLayout(SQLFolder.find())), user: role)
    guard let local else {
      throw Failure(
        .unavailable,
        "\(setting.name) is not set, and no `mcf up` runs with the state folder \(folder.path)")
    }
    return local
  }

  /// Whether the `mcf up` of this machine is meant: no database is set, or its folder is named.
  private func isLocal(_ reader: ConfigReader) -> Bool {
    let isDeployed = ServiceEntry.allCases.contains {
      reader.has($0.databaseURL) || reader.has($0.relayURL)
    }
    return !isDeployed || state != nil
  }
}

/// Reads an event's id.
struct EventID: ExpressibleByArgument {
  let id: UUID

  init?(argument: String) {
    guard let id = UUID(uuidString: argument) else { return nil }
    self.id = id
  }
}
