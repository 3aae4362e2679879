import Billing
import Contracts
import FoundationEssentials
import ServiceKit

extension RunReport {
  /// What a period came to, below its heading.
  nonisolated func text(of summary: RunSummary) -> String {
    let figures = summary.figures
    var lines: [String] = []
    if let first = figures.first, let last = figures.last {
      lines = [
        "Issued \(figures.invoices.counted("invoice")), "
          + (figures.invoices == 1 ? "\(first): " : "\(first) to \(last): ")
          + "\(figures.lines.counted("line")), \(words(figures.total))",
        "  \(accounts(figures)); \(withoutWay(summary.withoutWay))",
        "  \(odd(figures.lateLines, figures.late, figures.below, figures.belowTotal)); "
          + "stuck: \(summary.stuck.count.grouped); parked events: \(summary.parked.grouped)",
      ]
    } else if summary.stuck.isEmpty {
      lines = ["Nothing to bill"]
    } else {
      lines = ["Issued no invoices; stuck: \(summary.stuck.count.grouped)"]
    }
    if summary.unhandled > 0 {
      lines.append("  not waited for any longer: \(summary.unhandled.counted("event"))")
    }
    if figures.invoices > 0 {
      let seal = summary.seal.map { ", seal \($0)" } ?? ""
      lines.append("  run \(figures.digestText)\(seal)")
    }
    lines += told(summary.stuck)
    lines += summary.firstParked.map {
      "  parked: \($0.id.wire) \($0.type) of \($0.source): \($0.cause ?? "waits behind another")"
    }
    let more = summary.parked - summary.firstParked.count
    if more > 0 { lines.append("  parked: \(more.grouped) more") }
    return lines.joined(separator: "\n")
  }

  /// What a period would come to, below its heading.
  nonisolated func text(of forecast: BillingForecast) -> String {
    let asOf = forecast.isSealed ? "" : ", as it stands now"
    let late = odd(forecast.lateLines, forecast.late, forecast.below, forecast.belowTotal)
    let stuck = "would be stuck: \(forecast.stuck.count.grouped)"
    var lines: [String]
    if forecast.invoices > 0 {
      lines = [
        "Would issue \(forecast.invoices.counted("invoice")): "
          + "\(forecast.lines.counted("line")), \(words(forecast.total))\(asOf)",
        "  \(accounts(forecast)); \(withoutWay(forecast.withoutWay))",
        "  \(late); \(stuck)",
      ]
    } else if forecast.stuck.isEmpty {
      lines = ["Nothing to bill\(asOf)"]
    } else {
      lines = ["Would issue no invoices\(asOf); \(stuck)"]
    }
    if forecast.invoices + (forecast.former?.invoices ?? 0) > 0 {
      lines.append(comparison(of: forecast))
      if !forecast.changes.isEmpty { lines.append(table(of: forecast.changes)) }
    }
    return (lines + told(forecast.stuck)).joined(separator: "\n")
  }

  private nonisolated func comparison(of forecast: BillingForecast) -> String {
    guard let former = forecast.former else { return "  nothing was billed before" }
    return
      "  against the run before (\(words(former.total))): "
      + "\(change(forecast.total, former.total)); "
      + "new: \((forecast.invoices - forecast.again).grouped), "
      + "gone: \((former.invoices - forecast.again).grouped)"
  }

  private nonisolated func table(of changes: [ForecastRow]) -> String {
    var table = TextTable("  LARGEST CHANGES", ">BEFORE", ">NOW")
    for row in changes {
      table.add(
        "  \(row.name ?? row.party.wire)", row.formerTotal.map(words) ?? "none", words(row.total))
    }
    return table.text
  }

  private nonisolated func told(_ stuck: [StuckParty]) -> [String] {
    stuck.map { "  stuck: \($0.party.wire) \($0.cause)" }
  }

  /// What accounts give to it, and what is left: a worker's debt is carried, a client's credit used.
  private nonisolated func accounts(_ figures: RunFigures) -> String {
    let due = words(figures.due)
    guard kind == .client else {
      return "\(words(figures.carriedIn)) carried in, \(words(figures.carriedOut)) carried on, "
        + "\(due) to be paid"
    }
    let used = figures.total - figures.belowTotal - figures.due
    return "\(words(used)) from credit, \(due) to collect"
  }

  private nonisolated func accounts(_ forecast: BillingForecast) -> String {
    let due = words(forecast.due)
    guard kind == .client else {
      return "\(words(forecast.carriedIn)) carried in, \(due) to be paid"
    }
    return "\(words(.zero - forecast.carriedIn)) of credit there, \(due) to collect"
  }

  /// Whose money cannot move.
  private nonisolated func withoutWay(_ number: Int) -> String {
    kind == .client
      ? "\(number.counted("client")) without a way to pay"
      : "\(number.counted("worker")) without an account"
  }

  /// What is not as usual.
  private nonisolated func odd(
    _ lateLines: Int, _ late: Money, _ below: Int, _ belowTotal: Money
  ) -> String {
    "late from earlier periods: \(lateLines.counted("line")), \(words(late)); "
      + "below zero: \(below.grouped), \(words(belowTotal))"
  }

  /// In whole per cent, or in words where there was nothing.
  private nonisolated func change(_ now: Money, _ before: Money) -> String {
    guard before != .zero else { return "there was nothing" }
    let (more, base) = ((now - before).hundredths, Double(before.hundredths.magnitude))
    let percent = Int((Double(more) / base * 100).rounded())
    return percent < 0 ? "\u{2212}\(-percent) %" : "+\(percent) %"
  }

  private nonisolated func words(_ amount: Money) -> String { amount.words(in: .english) }
}

extension RunFigures {
  /// As much of the digest as tells two runs apart.
  var digestText: String {
    digest.prefix(6).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined() + "…"
  }
}
