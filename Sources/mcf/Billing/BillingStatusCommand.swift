import ArgumentParser
import Billing
import Configuration
import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

struct BillingStatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show what was billed last, what is to be paid, and what asks for somebody.",
    discussion: """
      Exit code 1 when something asks for a person: somebody is stuck, a period is not billed two \
      hours after its end, a payment's outcome has been unknown for an hour, a provider's list says \
      otherwise than the books, or a ledger is not in order; 69 when a database cannot be asked.
      """)

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    let configuration = try await access.configuration()
    var report = StatusReport()
    for side in LedgerSide.all {
      let bookkeeper = side.bookkeeper
      let settings = try bookkeeper.billing(configuration)
      let rule = configuration.has(bookkeeper.cutoff) ? settings.cutoff : nil
      let (status, times) = try await access.asApplication(side.service) { database in
        let found = try await database.readAlone(
          ReadBillingStatus(at: Date(), rule: rule, settings: settings)
        ).first
        let told = [found?.last?.endsAt, found?.finishedAt, found?.next, found?.verifiedAt]
        let times = try await BusinessTime(database, zone: settings.timeZone)
          .local(told.compactMap(\.self))
        return (found, times)
      }
      guard let status else { continue }
      report.add(status, of: bookkeeper) { times[$0] }
    }
    Console.say(report.text)
    guard report.isGood else { throw ExitCode(Exit.missing.rawValue) }
  }
}
