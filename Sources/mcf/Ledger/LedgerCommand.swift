import ArgumentParser
import Billing

/// What those who control the books ask.
struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Prove that nobody touched a figure.",
    discussion: """
      Every movement of money is an entry in its service's ledger, chained by SHA-256 to what was \
      booked before. Seals of all chains, signed outside the database, say what they stood at.
      """,
    subcommands: [LedgerVerify.self, LedgerHeads.self])
}

/// A side of the books: whose money it is.
struct LedgerSide: ExpressibleByArgument, CustomStringConvertible {
  let service: ServiceEntry
  let bookkeeper: any Bookkeeper.Type
  var description: String { bookkeeper.side }

  static let all: [LedgerSide] = ServiceEntry.allCases.compactMap { entry in
    (entry.type as? any Bookkeeper.Type).map { LedgerSide(service: entry, bookkeeper: $0) }
  }

  private init(service: ServiceEntry, bookkeeper: any Bookkeeper.Type) {
    self.service = service
    self.bookkeeper = bookkeeper
  }

  init?(argument: String) {
    guard let found = Self.all.first(where: { $0.bookkeeper.side == argument }) else { return nil }
    self = found
  }

  static var allValueStrings: [String] { all.map(\.description) }
}
