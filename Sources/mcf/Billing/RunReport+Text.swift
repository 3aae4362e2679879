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
        "Issued \(count(figures.invoices, "invoice")), "
          + (figures.invoices == 1 ? "\(first): " : "\(first) to \(last): ")
          + "\(count(figures.lines, "line")), \(words(figures.total))",
        "  \(accounts(figures)); \(withoutWay(summary.withoutWay))",
        "  \(odd(figures.lateLines, figures.late, figures.below, figures.belowTotal)); "
          + "stuck: \(summary.stuck.count); parked events: \(summary.parked)",
      ]
    } else {
      lines = ["Issued no invoices; stuck: \(summary.stuck.count)"]
    }
    if summary.unhandled > 0 {
      lines.append("  not waited for any longer: \(count(summary.unhandled, "event"))")
    }
    let seal = summary.seal.map { ", seal \($0)" } ?? ""
    lines.append("  run \(summary.figures.digestText)\(seal)")
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
    var lines = [
      "Would issue \(count(forecast.invoices, "invoice")): "
        + "\(count(forecast.lines, "line")), \(words(forecast.total))"
        + (forecast.isSealed ? "" : ", as it stands now"),
      "  \(accounts(forecast)); \(withoutWay(forecast.withoutWay))",
      "  \(odd(forecast.lateLines, forecast.late, forecast.below, forecast.belowTotal)); "
        + "would be stuck: \(forecast.stuck.count)",
    ]
    if let former = forecast.former {
      lines.append(comparison(of: forecast, to: former))
      if !forecast.changes.isEmpty { lines.append(table(of: forecast.changes)) }
    } else {
      lines.append("  nothing was billed before")
    }
    return (lines + told(forecast.stuck)).joined(separator: "\n")
  }

  private nonisolated func comparison(
    of forecast: BillingForecast, to former: FormerRun
  ) -> String {
    "  to the run before (\(words(former.total))): \(change(forecast.total, former.total)); "
      + "new: \(forecast.invoices - forecast.again), gone: \(former.invoices - forecast.again)"
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
      ? "\(count(number, "client")) without a way to pay"
      : "\(count(number, "worker")) without an account"
  }

  /// What is not as usual.
  private nonisolated func odd(
    _ lateLines: Int, _ late: Money, _ below: Int, _ belowTotal: Money
  ) -> String {
    "late from earlier periods: \(count(lateLines, "line")), \(words(late)); "
      + "below zero: \(below), \(words(belowTotal))"
  }

  /// In whole per cent, or in words where there was nothing.
  private nonisolated func change(_ now: Money, _ before: Money) -> String {
    guard before != .zero else { return "there was nothing" }
    let (more, base) = ((now - before).hundredths, Double(before.hundredths.magnitude))
    let percent = Int((Double(more) / base * 100).rounded())
    return percent < 0 ? "\u{2212}\(-percent) %" : "+\(percent) %"
  }

  private nonisolated func count(_ number: Int, _ what: String) -> String {
    "\(number.grouped) \(what)\(number == 1 ? "" : "s")"
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

extension Int {
  /// `40 512`, with narrow spaces.
  var grouped: String {
    String(Money(hundredths: Int64(self) * 100).words(in: .english).dropLast(3))
  }
}
