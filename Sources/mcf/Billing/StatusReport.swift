import Billing
import Contracts
import FoundationEssentials
import ServiceKit

/// How billing stands, as `mcf billing status` shows it: a table of runs, and a line about the money of
/// each side.
struct StatusReport {
  private var runs = TextTable(
    "RUN", "PERIOD TO", "FINISHED", ">INVOICES", ">TOTAL", ">STUCK", ">OVERDUE", "NEXT")
  private var money: [String] = []
  private var other: [String] = []
  /// Whether nothing asks for a person.
  private(set) var isGood = true

  /// - Parameters:
  ///   - bookkeeper: whose status it is.
  ///   - words: a time of it as people read it; nil: it is not known how.
  mutating func add(
    _ status: BillingStatus, of bookkeeper: any Bookkeeper.Type, words: (Date) -> String?
  ) {
    let side = bookkeeper.side
    func brief(_ time: Date?) -> String { time.flatMap(words) ?? "–" }
    runs.add(
      side, brief(status.last?.endsAt), brief(status.finishedAt),
      (status.last?.invoices ?? 0).grouped, (status.last?.total ?? .zero).words(in: .english),
      status.stuck.grouped, status.overdue.grouped, brief(status.next))
    let isOfClients = bookkeeper.invoicing.kind == .client
    money.append((isOfClients ? "UNPAID   " : "PAYOUTS  ") + status.unpaidText(isOfClients))
    let heading = other.isEmpty ? "OTHER    " : "         "
    other.append("\(heading)\(side)   \(status.otherText(isOfClients, brief(status.verifiedAt)))")
    if status.needsSomebody { isGood = false }
  }

  var text: String { ([runs.text] + money + other).joined(separator: "\n") }
}

extension BillingStatus {
  /// What is to be paid, by how it stands; what is under way in any case.
  fileprivate func unpaidText(_ isOfClients: Bool) -> String {
    let shown = InvoiceStatus.allCases.filter { $0 == .underWay || unpaid[$0] != nil }
    return shown.map { state in
      let sum = unpaid[state].map { "\($0.invoices.grouped) · \($0.left.words(in: .english))" }
      return "\(state.words(isOfClients)) \(sum ?? "0")\(note(on: state))"
    }.joined(separator: "   ")
  }

  /// What stands behind a status, in brackets.
  private func note(on state: InvoiceStatus) -> String {
    if state == .underWay, unknown.tries > 0 {
      return " (unknown \(unknown.tries.grouped), oldest \(Self.age(unknown.age)))"
    }
    guard let failure, state == failure.status else { return "" }
    return " (\(failure.destination) \(failure.code.text))"
  }

  private static func age(_ seconds: TimeInterval) -> String {
    let minutes = Int(seconds / 60)
    return minutes < 120 ? "\(minutes) min" : "\(minutes / 60) h"
  }

  fileprivate func otherText(_ isOfClients: Bool, _ verified: String) -> String {
    let account =
      isOfClients
      ? "credit \((Money.zero - carried).words(in: .english))"
      : "carried \(carried.words(in: .english))"
    let seal = verifiedSeal.map { "seal \($0)" } ?? "no seal yet"
    let ledger =
      verifiedAt == nil
      ? "ledger not verified yet"
      : "ledger verified \(verified), \(seal), \(faults.counted("fault"))"
    return "approvals \(proposals.grouped)   differences \(differences.grouped)   "
      + "\(account)   \(ledger)"
  }
}

extension InvoiceStatus {
  /// - Parameter isOfClients: whether they are clients' invoices; else they are workers'.
  fileprivate func words(_ isOfClients: Bool) -> String {
    switch self {
    case .noMethod where !isOfClients: "no account"
    case .refused: "check account"
    default: rawValue.replacing("_", with: " ")
    }
  }
}
