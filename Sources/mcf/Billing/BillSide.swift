import ArgumentParser
import Billing
import Configuration
import Contracts
import FoundationEssentials
import Logging
import Postgres
import ServiceKit
import ServiceLifecycle
import UnixSignals

/// `mcf billing workers`: the batch of one side.
struct BillSide<Keeper: Bookkeeper>: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Keeper.side,
      abstract: "Make the \(Keeper.side)' invoices that are due.",
      discussion: """
        Bills each period that has ended and is not billed, or in which somebody is stuck; the \
        oldest first. \
        It waits MCF_BILLING_GRACE_SECONDS after a cut-off, and until what has arrived is handled. \
        Ctrl-C ends it after the chunk that it is at.

        Exit code 0: done, or nothing to do; 1: done, and some are stuck, whom the next run begins \
        with; 75: somebody else is at it (with --no-wait), or it was told to stop.
        """)
  }

  @Option(
    help: ArgumentHelp(
      """
      Bill what ended by then: a time such as 2027-03-07T17:00:00Z, or a business day, whose end counts. \
      A later one than now only with --dry-run.
      """, valueName: "date|time"))
  var asOf: String?

  @Flag(help: "Write nothing; show what it would come to, beside the run before.")
  var dryRun = false

  @Option(
    name: .customLong("csv"),
    help: ArgumentHelp("Write each invoice into this file, too.", valueName: "file"))
  var file: String?

  @Flag(help: "Do not wait for somebody else who is at it.")
  var noWait = false

  @OptionGroup var access: DatabaseAccess

  func validate() throws {
    if let asOf { _ = try DayOrTime(asOf, of: "--as-of") }
  }

  func run() async throws {
    let configuration = try await access.configuration()
    let settings = try Keeper.billing(configuration)
    guard let side = LedgerSide(argument: Keeper.side) else { return }
    let table = try file.map(InvoiceFile.init)
    let job = BillingJob(logger: try Log.logger(configuration, quiet: true))
    try await access.asApplication(side.service) { database in
      let now = Date()
      let span = try await asOf.map { try DayOrTime($0, of: "--as-of") }?
        .span(in: settings.timeZone, database)
      guard dryRun || span?.lowerBound ?? now <= now else {
        throw Failure(.input, "--as-of lies ahead; only --dry-run can look there")
      }
      let until = dryRun ? span?.upperBound ?? now : min(span?.upperBound ?? now, now)
      let report = RunReport(
        of: Keeper.self, BusinessTime(database, zone: settings.timeZone), settings.timeZone)
      let rule = configuration.has(Keeper.cutoff) ? settings.cutoff : nil
      let run = BillingRun(
        of: Keeper.self, in: database, settings, rule: rule, clock: .system, by: "mcf billing",
        tell: { await report.tell($0) })
      let isWhole = try await job.do {
        if dryRun { return try await forecast(run, until, report, table) }
        let summaries: [RunSummary]
        do {
          summaries = try await run.run(asOf: until, mayWait: !noWait)
        } catch {
          await report.breakOff()
          throw error
        }
        for summary in summaries {
          guard let table else { break }
          try await run.invoices(of: summary.period) { try table.add($0) }
        }
        if summaries.isEmpty {
          let status = try await database.readOne(
            ReadBillingStatus(at: now, rule: rule, settings: settings))
          await report.sayNothingIsDue(next: status?.next)
        }
        return summaries.allSatisfy(\.stuck.isEmpty)
      }
      guard isWhole else { throw ExitCode(Exit.missing.rawValue) }
    }
  }

  private func forecast(
    _ run: BillingRun, _ until: Date, _ report: RunReport, _ table: InvoiceFile?
  ) async throws -> Bool {
    let forecasts = try await run.forecast(asOf: until) { try table?.add($0) }
    if forecasts.isEmpty { await report.sayNothingIsDue(next: nil) }
    for forecast in forecasts { await report.say(forecast) }
    return true
  }
}
