import Billing
import ServiceKit

/// What a worker has earned in the present month, the payslips of those before, and each job that it
/// comes from.
struct EarningsView: PageData {
  static let template = "earnings"

  let sums: [AmountRow]
  let total: String
  /// Day, sum and account of the next payout; nil: there is no account.
  let pays: String?
  /// What the worker has to do to be paid; nil: nothing.
  let warning: String?
  let payslips: [Payslip]
  let hasPayslips: Bool
  let rows: [LineRow]
  let list: ListView

  struct Payslip {
    let path: String
    let number: String
    let period: String
    let mark: StatusMark
    let due: String
  }

  static var example: EarningsView {
    EarningsView(
      sums: [AmountRow("Jobs", "60.00")], total: "60.00",
      pays: "60.00 will be paid to …42.", warning: "Gold Hat refuses your account.",
      payslips: [
        Payslip(
          path: "/earnings/x", number: "W-2027-000001", period: "1 March – 31 March",
          mark: StatusMark(.waiting, "will be paid"), due: "60.00")
      ], hasPayslips: true, rows: [.example], list: .example)
  }
}

/// A payslip as it is printed.
struct PayslipView: PageData {
  static let template = "payslip"
  static var example: PayslipView { PayslipView(sheet: .example, rows: [.example]) }

  let sheet: SheetView
  let rows: [LineRow]
}

/// A line of earnings; the partial `lines`.
struct LineRow {
  let when: String
  let what: String
  /// The order's, which tells it from others like it; nil: it is about no order.
  let reference: String?
  /// Why it is what it is.
  let why: String
  /// In which month it counts, if that is not the one that is shown.
  let month: String?
  /// Said of what belongs to an earlier month and came too late for it.
  let late: String?
  let amount: String

  static var example: LineRow {
    LineRow(
      when: "1 March, 10:00", what: "Tidying", reference: "job 3f2a1c", why: "completed",
      month: "counts in the month until Sunday, 28 February, 20:00", late: "came late",
      amount: "60.00")
  }
}
