import ArgumentParser
import Billing

struct LedgerHeads: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "head",
    abstract: "Print what the chains stand at, to be kept elsewhere.",
    discussion: """
      A line a chain: schema, lane, number of its last link, SHA-256 of that. Keep them where nobody \
      who runs the database can write; `mcf ledger verify --head FILE` holds them against the ledger. \
      Exit code 69 when a database cannot be asked.
      """)

  @Argument(help: "Whose money; all sides if none is named.")
  var sides: [LedgerSide] = []

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    for side in sides.isEmpty ? LedgerSide.all : sides {
      let heads = try await access.asApplication(side.service) {
        try await side.bookkeeper.ledger(in: $0).heads()
      }
      for head in heads { Console.say(head.line(of: side.service.schema)) }
    }
  }
}
