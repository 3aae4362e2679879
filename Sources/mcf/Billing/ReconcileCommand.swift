import ArgumentParser
import Billing
import Configuration
import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

struct ReconcileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "Hold providers' own lists of payments against the books.",
    discussion: """
      Goes on where the last time ended; what has become of a payment without our knowing is looked \
      up by the service soon, and all else is kept as a difference until a manager has settled it. \
      After a restored backup, run it with --since before anything else.

      Exit code 1 when there are differences that nobody has settled; 69 when a database or a \
      provider does not answer; 78 when no provider is configured of a side that is named, or of any.
      """)

  @Argument(help: "Whose money; all sides if none is named.")
  var sides: [LedgerSide] = []

  @Option(
    help: ArgumentHelp(
      """
      Go once more through all that has changed since: a time such as 2027-03-07T17:00:00Z, or a \
      business day.
      """, valueName: "date|time"))
  var since: String?

  @OptionGroup var access: DatabaseAccess

  /// How many differences are told.
  private static let most = 20

  func validate() throws {
    if let since { _ = try DayOrTime(since, of: "--since") }
  }

  func run() async throws {
    let configuration = try await access.configuration()
    var (open, providers) = (0, 0)
    for side in sides.isEmpty ? LedgerSide.all : sides {
      let adapters = try side.bookkeeper.adapters(configuration)
      let zone = try side.bookkeeper.billing(configuration).timeZone
      if adapters.isEmpty {
        guard sides.isEmpty else { throw Self.noProvider(of: "\(side)") }
        Console.say("\(side): no provider is configured")
      }
      providers += adapters.count
      open += try await access.asApplication(side.service) { database in
        let since = try await since.map { try DayOrTime($0, of: "--since") }?
          .span(in: zone, database).lowerBound
        for adapter in adapters {
          let name = type(of: adapter).name
          do {
            let outcome = try await Reconciliation(database, adapter, clock: .system)
              .run(since: since)
            Console.say(
              "\(side): \(name): \(outcome.read.counted("payment")) read, \(outcome.news.grouped) "
                + "looked up again")
          } catch let silent as ProviderSilent {
            throw Failure(.unavailable, "\(silent)")
          }
        }
        return try await tell(side, database)
      }
    }
    guard providers > 0 else { throw Self.noProvider(of: "any side") }
    guard open == 0 else { throw ExitCode(Exit.missing.rawValue) }
  }

  private static func noProvider(of side: String) -> Failure {
    Failure(
      .configuration,
      "no provider of \(side) is configured: set its MCF_…_URL (`mcf reference settings`)")
  }

  /// - Returns: how many there are, of those that are told.
  private func tell(_ side: LedgerSide, _ database: PostgresClient) async throws -> Int {
    let found = try await database.readAlone(ListDifferences(limit: Self.most + 1))
    guard !found.isEmpty else {
      Console.say("\(side): no differences")
      return 0
    }
    var table = TextTable("PROVIDER", "WHAT", "PAYMENT", "ASKED FOR AS", ">OURS", ">THEIRS")
    for difference in found.prefix(Self.most) {
      func words(_ amount: Money?) -> String { amount?.words(in: .english) ?? "–" }
      table.add(
        difference.adapter, difference.kind.rawValue.replacing("_", with: " "),
        difference.reference.text, difference.key.text, words(difference.ours),
        words(difference.theirs))
    }
    let more = found.count > Self.most ? "\n… and more: GET the side's /differences lists all" : ""
    Console.say("\(side): differences that nobody has settled\n\(table.text)\(more)")
    return found.count
  }
}
