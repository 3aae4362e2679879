import ArgumentParser
import Bets
import FoundationEssentials
import Postgres

/// What those who bet may have proved.
struct BetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bets",
    abstract: "Prove that pools were settled as their bets were placed.",
    subcommands: [BetsVerify.self])
}

struct BetsVerify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compute every pool and statement anew from the bets.",
    discussion: """
      Writes each sheet again from its rows and holds it, the shares and the statements against \
      what is stored. Exit code 1 names the first difference; 69 when the database cannot be asked.
      """)

  @Option(name: .customLong("order"), help: ArgumentHelp("One pool alone.", valueName: "id"))
  var order: OrderID?

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    let report = try await access.asApplication(ServiceEntry(BetsModule.self)) { database in
      let audit = BetsAudit(database)
      guard let order else { return try await audit.run() }
      return try await audit.run(order: order.id)
    }
    if let order, report.pools == 0 {
      throw Failure(.input, "no pool of the order \(order.id.uuidString.lowercased()) is settled")
    }
    Console.say(report.text)
    guard report.firstDifference == nil else { throw ExitCode(Exit.missing.rawValue) }
  }
}

/// Reads an order's id.
struct OrderID: ExpressibleByArgument {
  let id: UUID

  init?(argument: String) {
    guard let id = UUID(uuidString: argument) else { return nil }
    self.id = id
  }
}

extension BetsAuditReport {
  fileprivate var text: String {
    let looked = "\(pools.counted("pool")), \(statements.counted("statement")): "
    guard let firstDifference else { return looked + "in order" }
    return looked + "not as they were settled\n  \(firstDifference)"
  }
}
