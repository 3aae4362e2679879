import ArgumentParser
import Configuration
import FoundationEssentials
import Postgres
import ServiceKit

struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring a Postgres cluster to this version: databases, roles, tables, views.",
    discussion: """
      Applies what has not been applied yet, in order, each file in a transaction of its own; run \
      it before starting a new version, while the old one still runs. A second run finds nothing \
      to do. A file that was applied and then changed is an error (exit code 65).

      Roles get the passwords that the environment names, such as MCF_ORDERS_APP_PASSWORD for \
      orders_app; the others keep theirs.
      """)

  @Option(
    help: ArgumentHelp(
      "Connection string of a superuser, or of one who may create roles and databases.",
      valueName: "url"))
  var admin: String

  @Option(
    help: ArgumentHelp(
      "The folder of the migrations. Default: sql beside the executable, or above it.",
      valueName: "dir"))
  var sql: String?

  @Option(
    help: ArgumentHelp(
      """
      How many processes of one service run at a time, and how many relays; the roles' connection \
      limits leave room for as many more during an update, and for people. Default: as \
      many as their present limits are for, at least \(ConnectionLimits.replicas).
      """, valueName: "n"))
  var replicas: Int?

  func validate() throws {
    if let mistake = PostgresConfiguration.mistake(inURL: admin) {
      throw ValidationError("--admin \(mistake)")
    }
    guard replicas.map((1...1000).contains) ?? true else {
      throw ValidationError("--replicas must be from 1 to 1000")
    }
  }

  func run() async throws {
    let folder = try sql ?? SQLFolder.find()
    let schemas = try ClusterLayout(folder).schemas.map(\.name)
    for service in ServiceEntry.allCases where !schemas.contains(service.schema) {
      Console.say("passing over \(service): \(folder) has no folder \(service.schema)")
    }
    let migrator = Migrator(
      admin: admin, folder: folder,
      passwords: Migrator.passwords(in: ProcessInfo.processInfo.environment),
      replicas: replicas,
      logger: try Log.logger(await ConfigReader.environment(), quiet: true))
    let applied = try await migrator.run()
    for file in applied { Console.say("applied \(file)") }
    Console.say(applied.isEmpty ? "Nothing to do." : "Done.")
    let (most, room) = try await migrator.connections()
    if most > room {
      Console.complain(
        """
        the services and relays may open \(most) connections together and this server has \(room) \
        for them; raise its max_connections, unless fewer processes run on it
        """)
    }
  }
}
