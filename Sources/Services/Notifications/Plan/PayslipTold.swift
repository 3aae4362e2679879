import Contracts
import FoundationEssentials
import ServiceKit

/// What a mail says of a worker's invoice that was issued: no price, charge or rate.
struct PayslipTold: MailContent {
  var payslipID: UUID
  var number: String
  var workerFirstName: String
  /// With this instant.
  var from: Date
  /// Without this instant.
  var to: Date
  var earned: Money
  var fines: Money
  var bonuses: Money
  var corrections: Money
  var carriedIn: Money
  var due: Money
  var carriedOut: Money
  /// The end of where it is paid to; nil: nobody has said.
  var account: String?
}

/// What a mail says of money that was paid to a worker.
struct PayoutTold: MailContent {
  var payslipID: UUID
  var number: String
  var workerFirstName: String
  var amount: Money
  /// Its end alone.
  var account: String
  var paidAt: Date
}

extension PayslipTold {
  init(_ issued: WorkerInvoiceIssued) {
    self.init(
      payslipID: issued.id, number: issued.number, workerFirstName: issued.workerName.firstWord,
      from: issued.from, to: issued.to, earned: issued.earned, fines: issued.fines,
      bonuses: issued.bonuses, corrections: issued.corrections, carriedIn: issued.carriedIn,
      due: issued.due, carriedOut: issued.carriedOut, account: issued.account)
  }

  var instants: [Date] { [from, to] }
}

extension PayoutTold {
  init(_ paid: WorkerInvoicePaid) {
    self.init(
      payslipID: paid.id, number: paid.number, workerFirstName: paid.workerName.firstWord,
      amount: paid.amount, account: paid.account, paidAt: paid.paidAt)
  }

  var instants: [Date] { [paidAt] }
}
