import ArgumentParser
import Contracts
import Postgres
import ServiceKit

struct ReferenceServices: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "services",
    abstract: "List the services: where their data lie, as which role, whose events they take.",
    discussion: """
      Those whose migrations lie beside this program; what else there is in it tells of all. Columns \
      are separated by two spaces at least, and sources by commas; a hyphen says that there is none.
      """)

  func run() throws {
    let layout = try ClusterLayout(SQLFolder.find())
    var table = TextTable("SERVICE", "SCHEMA", "DATABASE", "ROLE", "TAKES EVENTS OF")
    for service in try ServiceEntry.deployed {
      let sources = service.sources.map(\.name)
      table.add(
        service.name, service.schema, try service.database(in: layout), service.role,
        sources.isEmpty ? "-" : sources.joined(separator: ","))
    }
    Console.say(table.text)
  }
}
