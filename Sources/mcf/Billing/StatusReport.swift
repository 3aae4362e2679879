import Billing
import Contracts
import FoundationEssentials
import ServiceKit

/// How billing stands, as `mcf billing status` shows it: a table of runs, and what is to be said of the
/// money of each side. It fits 100 columns.
struct StatusReport {
  private var runs = TextTable(
    "RUN", "PERIOD TO", "FINISHED", ">INVOICES", ">TOTAL", ">STUCK", ">OVERDUE", "NEXT")
  private var money: [String] = []
  private var other: [String] = []
  /// Whether nothing asks for a person.
  private(set) var isGood = true

  /// - Parameters:
  ///   - bookkeeper: whose status it is.
  ///   - local: a time of it in business time; nil: it is not known.
  mutating func add(
    _ status: BillingStatus, of bookkeeper: any Bookkeeper.Type, local: (Date) -> LocalTime?
  ) {
    let side = bookkeeper.side
    func brief(_ time: Date?, weekday: Bool = false) -> String {
      time.flatMap(local)?.brief(weekday: weekday, year: false) ?? "–"
    }
    runs.add(
      side, brief(status.last?.endsAt, weekday: true), brief(status.finishedAt),
      (status.last?.invoices ?? 0).grouped, (status.last?.total ?? .zero).words(in: .english),
      status.stuck.grouped, status.overdue.grouped, brief(status.next, weekday: true))
    let isOfClients = bookkeeper.invoicing.kind == .client
    money.append(
      Self.lines(isOfClients ? "UNPAID   " : "PAYOUTS  ", status.unpaidTexts(isOfClients)))
    let heading = other.isEmpty ? "OTHER    " : "         "
    other.append(
      Self.lines(
        "\(heading)\(side)   ", status.otherTexts(isOfClients, brief(status.verifiedAt))))
    if status.needsSomebody { isGood = false }
  }

  /// Behind a heading; what has no room beside the others is below them.
  private static func lines(_ heading: String, _ texts: [String]) -> String {
    let room = String(repeating: " ", count: heading.count)
    return texts.dropFirst().reduce(into: [heading + (texts.first ?? "")]) { lines, text in
      let longer = "\(lines[lines.count - 1])   \(text)"
      if longer.count <= 100 {
        lines[lines.count - 1] = longer
      } else {
        lines.append(room + text)
      }
    }.joined(separator: "\n")
  }

  var text: String { ([runs.text] + money + other).joined(separator: "\n") }
}

extension BillingStatus {
  /// What is to be paid, by how it stands; what is under way in any case.
  fileprivate func unpaidTexts(_ isOfClients: Bool) -> [String] {
    let shown = InvoiceStatus.allCases.filter { $0 == .underWay || unpaid[$0] != nil }
    return shown.map { state in
      let sum = unpaid[state].map { "\($0.invoices.grouped) · \($0.left.words(in: .english))" }
      return "\(state.words(isOfClients)) \(sum ?? "0")\(note(on: state))"
    }
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

  fileprivate func otherTexts(_ isOfClients: Bool, _ verified: String) -> [String] {
    let account =
      isOfClients
      ? "credit \((Money.zero - carried).words(in: .english))"
      : "carried \(carried.words(in: .english))"
    let seal = verifiedSeal.map { "seal \($0)" } ?? "no seal yet"
    let ledger =
      verifiedAt == nil
      ? "ledger not verified yet"
      : "ledger verified \(verified), \(seal), \(faults.counted("fault"))"
    return [
      "approvals \(proposals.grouped)", "differences \(differences.grouped)", account, ledger,
    ]
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
