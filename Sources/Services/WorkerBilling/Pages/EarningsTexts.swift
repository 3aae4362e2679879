import Billing
import Contracts
import FoundationEssentials
import ServiceKit

/// Earnings in words.
struct EarningsTexts {
  private let texts: LocalTexts
  private let language: Language
  private let clocks: [Date: LocalTime]
  private let isForManager: Bool

  /// - Parameter clocks: the local times of what is told.
  init(_ visit: Visit, _ clocks: [Date: LocalTime]) {
    texts = visit.texts
    language = visit.language
    isForManager = visit.caller.has(.manager)
    self.clocks = clocks
  }

  func until(_ period: PresentPeriod) -> String {
    texts.text("until", ["time": time(period.endsAt)])
  }

  /// What it comes to by what it is for; corrections and what was carried over only where there are
  /// any.
  func sums(_ earnings: Earnings, carriedIn: Money) -> [AmountRow] {
    let always = [
      ("kind_earning", earnings.earned), ("kind_fine", earnings.fines),
      ("kind_bonus", earnings.bonuses),
    ]
    let further = [("kind_correction", earnings.corrections), ("carried_in", carriedIn)]
    return (always + further.filter { $0.1 != .zero }).map { key, amount in
      AmountRow(texts.text(key), amount.words(in: language))
    }
  }

  /// - Parameter start: of the period that is shown.
  func row(_ listed: ListedLine, in start: Date) -> LineRow {
    let line = listed.line
    return LineRow(
      when: shortTime(line.occurredAt), what: line.order?.serviceTypeName ?? texts.text("bonus"),
      reference: line.order.map { texts.text("order_reference", ["order": $0.reference]) },
      why: why(line),
      month: listed.startsAt == start
        ? nil : texts.text("month_until", ["time": time(listed.endsAt)]),
      late: listed.isLate ? texts.text("late") : nil, amount: line.amount.words(in: language))
  }

  func payslip(_ listed: ListedInvoice) -> EarningsView.Payslip {
    EarningsView.Payslip(
      path: Address.payslip(listed.invoice.id).path, number: "\(listed.invoice.number)",
      period: period(listed), mark: mark(listed), due: listed.invoice.due.words(in: language))
  }

  /// What goes over to the next payslip; nil: nothing.
  func carriedOut(_ invoice: Invoice) -> AmountRow? {
    guard invoice.carriedOut != .zero else { return nil }
    return AmountRow(texts.text("carried_out"), amount(invoice.carriedOut))
  }

  func move(_ payout: Payout) -> MoveRow {
    let change = payout.isBack ? payout.amount : .zero - payout.amount
    return MoveRow(
      when: date(payout.at),
      what: texts.text(
        payout.isBack ? "moved_back" : "moved_paid", ["account": "\(payout.account)"]),
      amount: amount(change))
  }

  /// Day, sum and account of the next payout; nil: there is no account.
  func pays(_ summary: Summary) -> String? {
    summary.account.map { account in
      texts.text(
        "pays",
        [
          "amount": amount(summary.expected), "time": time(summary.period.endsAt),
          "account": account.masked,
        ])
    }
  }

  /// What the worker has to do to be paid; nil: nothing.
  func warning(_ summary: Summary, _ payslips: [ListedInvoice]) -> String? {
    if summary.account == nil { return texts.text("account_missing") }
    let isRefused = payslips.contains { $0.status == .refused }
    return isRefused ? texts.text("account_refused") : nil
  }

  func period(_ listed: ListedInvoice) -> String {
    texts.text("period", ["from": date(listed.startsAt), "to": date(listed.endsAt)])
  }

  func mark(_ listed: ListedInvoice) -> StatusMark {
    let status = PayStatus(listed.status, isForManager: isForManager)
    let kind: StatusMark.Kind =
      switch status {
      case .due, .noAccount, .checkAccount: .waiting
      case .underWay: .underWay
      case .failed: .failed
      case .paid: .done
      case .carried, .settled: .cancelled
      }
    return StatusMark(kind, texts.text("pay_\(status.rawValue)"))
  }

  func amount(_ amount: Money) -> String { amount.words(in: language) }

  /// With the year, for what is kept.
  func date(_ instant: Date) -> String {
    guard let local = clocks[instant] else { return "" }
    return "\(local.day(texts)) \(local.day.prefix(4)), \(local.time)"
  }

  func time(_ instant: Date) -> String {
    guard let local = clocks[instant] else { return "" }
    return "\(local.day(texts)), \(local.time)"
  }

  private func shortTime(_ instant: Date) -> String {
    clocks[instant].map { "\($0.shortDay(texts)), \($0.time)" } ?? ""
  }

  private func why(_ line: BillingLine) -> String {
    if line.reverses != nil { return texts.text("taken_back", ["why": line.by.why ?? ""]) }
    guard let order = line.order else { return line.by.why ?? "" }
    let outcome = texts.text("outcome_\(order.outcome.rawValue)")
    return order.reason.map { "\(outcome): " + texts.text("reason_\($0)") } ?? outcome
  }
}
