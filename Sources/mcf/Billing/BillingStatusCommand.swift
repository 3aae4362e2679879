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
      hours after its end, a provider's list says otherwise than the books, or a ledger is not in \
      order; 69 when a database cannot be asked.
      """)

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    let configuration = try await access.configuration()
    var runs = TextTable(
      "RUN", "PERIOD TO", "FINISHED", ">INVOICES", ">TOTAL", ">STUCK", ">OVERDUE", "NEXT")
    var money: [String] = []
    var isGood = true
    for side in LedgerSide.all {
      let zone = try side.bookkeeper.billing(configuration).timeZone
      let (status, times) = try await access.asApplication(side.service) { database in
        let found = try await database.readAlone(ReadBillingStatus(at: Date())).first
        let told = [found?.last?.endsAt, found?.finishedAt, found?.next, found?.verifiedAt]
        let times = try await BusinessTime(database, zone: zone).local(told.compactMap(\.self))
        return (found, times)
      }
      guard let status else { continue }
      func words(_ time: Date?) -> String { time.flatMap { times[$0]?.brief } ?? "–" }
      runs.add(
        "\(side)", words(status.last?.endsAt), words(status.finishedAt),
        (status.last?.invoices ?? 0).grouped, (status.last?.total ?? .zero).words(in: .english),
        status.stuck.grouped, status.overdue.grouped, words(status.next))
      money.append(status.text(of: "\(side)", verified: words(status.verifiedAt)))
      if status.needsSomebody { isGood = false }
    }
    Console.say(([runs.text] + money).joined(separator: "\n"))
    guard isGood else { throw ExitCode(Exit.missing.rawValue) }
  }
}

extension BillingStatus {
  /// - Parameters:
  ///   - side: whose money.
  ///   - verified: when the ledger was last gone through.
  fileprivate func text(of side: String, verified: String) -> String {
    let states = InvoiceStatus.allCases.compactMap { state in
      unpaid[state].map {
        "\(state.words) \($0.invoices.grouped) · \($0.left.words(in: .english))"
      }
    }
    let ledger =
      verifiedAt == nil
      ? "ledger not verified yet"
      : "ledger verified \(verified), seal \(verifiedSeal ?? 0), \(faults) faults"
    return "\(side): unpaid " + (states.isEmpty ? "nothing" : states.joined(separator: ", "))
      + "; carried \(carried.words(in: .english)); approvals \(proposals); differences \(differences); \(ledger)"
  }
}

extension InvoiceStatus {
  fileprivate var words: String { rawValue.replacing("_", with: " ") }
}
