import Billing
import Contracts
import FoundationEssentials
import ServiceKit

/// What a client owes, in words.
struct InvoiceTexts {
  let texts: LocalTexts
  private let language: Language
  private let clocks: [Date: LocalTime]
  private let now: Date

  /// - Parameter clocks: the local times of what is told.
  init(_ visit: Visit, _ clocks: [Date: LocalTime], at now: Date) {
    self.now = now
    texts = visit.texts
    language = visit.language
    self.clocks = clocks
  }

  func until(_ period: PresentPeriod) -> String {
    texts.text("until", ["time": time(period.endsAt)])
  }

  /// What the week comes to.
  func week(_ summary: Summary) -> [AmountRow] {
    [row("charged", summary.money.charged), row("expected", summary.money.expected)]
  }

  /// What is owed by now, on either side.
  func owed(_ money: ClientMoney) -> [AmountRow] {
    [row("due", money.due), row("credit", money.credit)]
  }

  /// Below an invoice's lines, down to what is to be paid: the sum, and what there is of the steps to
  /// and from it.
  func sums(_ sums: InvoiceSums) -> [AmountRow] {
    let hasSteps = sums.prices != sums.total
    let steps = [
      ("sum_prices", hasSteps ? sums.prices : .zero), ("sum_discounts", sums.discounts),
      ("sum_corrections", sums.corrections),
    ]
    let further = [("credit_used", .zero - sums.creditUsed), ("credited", sums.credited)]
    func told(_ rows: [(String, Money)]) -> [AmountRow] {
      rows.filter { $0.1 != .zero }.map(row)
    }
    return told(steps) + [row("total", sums.total)] + told(further)
  }

  /// What was ordered has a price and a discount; what changes that later has neither, so that the
  /// prices come to their sum.
  func row(_ listed: ListedLine) -> LineRow {
    let line = listed.line
    let ordered = line.isOfOrder ? line.order : nil
    return LineRow(
      what: what(line),
      reference: line.order.map { texts.text("order_reference", ["order": $0.reference]) },
      when: when(line), why: why(line),
      late: listed.isLate ? texts.text("late", ["time": time(line.recordedAt)]) : nil,
      price: ordered.map { amount($0.price) } ?? "",
      discount: ordered?.discountPercent.map(discount) ?? "", amount: amount(line.amount))
  }

  private func what(_ line: BillingLine) -> String {
    let kind = texts.find("line_\(line.kind)") ?? line.kind
    guard let order = line.order else { return kind }
    return line.isOfOrder
      ? order.serviceTypeName
      : texts.text("correction_of", ["kind": kind, "what": order.serviceTypeName])
  }

  private func when(_ line: BillingLine) -> String {
    let time = clocks[line.occurredAt].map { "\($0.shortDay(texts)), \($0.time)" } ?? ""
    return line.isOfOrder ? time : texts.text("corrected", ["time": time])
  }

  func entry(_ listed: ListedInvoice, by ways: WaysToPay) -> InvoicesPageView.Entry {
    InvoicesPageView.Entry(
      path: Address.invoice(listed.invoice.id).path, number: "\(listed.invoice.number)",
      week: texts.text("week_until", ["day": day(listed.endsAt)]), mark: mark(listed),
      next: next(listed), pay: pay(listed, by: ways),
      total: amount(listed.invoice.total), left: amount(listed.left))
  }

  func period(_ listed: ListedInvoice) -> String {
    texts.text("period", ["from": date(listed.startsAt), "to": date(listed.endsAt)])
  }

  func mark(_ listed: ListedInvoice) -> StatusMark {
    let status = BillStatus(listed.status)
    let kind: StatusMark.Kind =
      switch status {
      case .waiting: .waiting
      case .underWay: .underWay
      case .paid: .done
      case .overdue: .late
      case .noMethod: .waiting
      case .settled: .cancelled
      }
    return StatusMark(kind, texts.text("bill_\(status.rawValue)"))
  }

  func amount(_ amount: Money) -> String { amount.words(in: language) }

  /// With the year, for what is kept.
  func date(_ instant: Date) -> String {
    clocks[instant].map { "\(day(instant)), \($0.time)" } ?? ""
  }

  private func day(_ instant: Date) -> String {
    clocks[instant].map { "\($0.day(texts)) \($0.day.prefix(4))" } ?? ""
  }

  private func time(_ instant: Date) -> String {
    clocks[instant].map { "\($0.day(texts)), \($0.time)" } ?? ""
  }

  private func discount(_ rate: Int32) -> String {
    rate == 0 ? "–" : texts.text("percent", ["rate": "\(rate)"])
  }

  private func row(_ key: String, _ sum: Money) -> AmountRow {
    AmountRow(texts.text(key), amount(sum))
  }

  /// The page that pays it; nil: it cannot be paid.
  func pay(_ listed: ListedInvoice, by ways: WaysToPay) -> String? {
    Problem.notPayable(listed, by: ways) == nil ? Address.pay(listed.invoice.id).path : nil
  }

  /// When it is tried next; nil: at once, not by itself, or not again.
  func next(_ listed: ListedInvoice) -> String? {
    guard BillStatus(listed.status) == .waiting, let time = listed.nextAt, time > now
    else { return nil }
    return texts.text("next_try", ["time": self.time(time)])
  }

  private func why(_ line: BillingLine) -> String {
    if let why = line.by.why { return why }
    guard let order = line.order else { return "" }
    let outcome = texts.text("outcome_\(order.outcome.rawValue)")
    return order.reason.map { "\(outcome): " + texts.text("reason_\($0)") } ?? outcome
  }
}
