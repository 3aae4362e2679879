import Contracts
import FoundationEssentials

/// Events of billing, as of one invoice.
enum MoneySamples {
  static let invoice = id(5)
  static let payslip = id(6)
  static let client = id(2)
  static let worker = id(3)

  private static let end = time(6, 17)

  static func issued(
    total: Int64 = 28_500, credit: Int64 = 9_500, method: String? = "Visa …4242", at: Date
  ) -> ClientInvoiceIssued {
    ClientInvoiceIssued(
      id: invoice, number: "C-2027-000001", clientID: client, clientName: "Murka Whiskers",
      email: MailSample.client, from: end.addingTimeInterval(-7 * 86_400), to: end, lines: 3,
      total: money(total), creditUsed: money(credit), due: max(.zero, money(total - credit)),
      method: method, issuedAt: at)
  }

  static func paid(
    _ amount: Int64 = 9_500, how: ExactText = "direct_debit",
    _ cause: ClientInvoicePaid.Cause? = nil, left: Int64 = 9_500, at: Date
  ) -> ClientInvoicePaid {
    ClientInvoicePaid(
      id: invoice, number: "C-2027-000001", clientID: client, clientName: "Murka Whiskers",
      email: MailSample.client, amount: money(amount), how: how, cause: cause, left: money(left),
      paidTotal: money(1_000_001), paidVersion: 7, paidAt: at)
  }

  static func failed(
    _ code: ExactText = "insufficient_funds", next: Date? = nil, isTold: Bool = true
  ) -> ClientInvoiceFailed {
    ClientInvoiceFailed(
      id: invoice, number: "C-2027-000001", clientID: client, clientName: "Murka Whiskers",
      email: MailSample.client, attempt: "\(invoice.wire).1", code: code, isFinal: next == nil,
      left: money(19_000), nextTryAt: next, isTold: isTold)
  }

  static func reversed(
    _ cause: ClientInvoiceReversed.Cause, at: Date
  ) -> ClientInvoiceReversed {
    ClientInvoiceReversed(
      id: invoice, number: "C-2027-000001", clientID: client, clientName: "Murka Whiskers",
      email: MailSample.client, amount: money(9_500), cause: cause, left: money(9_500),
      paidTotal: money(990_501), paidVersion: 8, reversedAt: at)
  }

  /// - Parameters:
  ///   - earned: with a fine, a bonus, a correction and what is carried over, 87.66 less.
  static func payslip(
    earned: Int64 = 18_000, account: String? = "…42", at: Date
  ) -> WorkerInvoiceIssued {
    let sum = money(earned - 8_766)
    return WorkerInvoiceIssued(
      id: payslip, number: "W-2027-000001", workerID: worker, workerName: "Barsik Paws",
      email: MailSample.worker, from: end.addingTimeInterval(-28 * 86_400), to: end, lines: 6,
      earned: money(earned), fines: money(-4_000), bonuses: money(1_234),
      corrections: money(-4_000), total: sum + money(2_000), carriedIn: money(-2_000),
      due: max(.zero, sum), carriedOut: min(.zero, sum), account: account, issuedAt: at)
  }

  static func paidOut(at: Date) -> WorkerInvoicePaid {
    WorkerInvoicePaid(
      id: payslip, number: "W-2027-000001", workerID: worker, workerName: "Barsik Paws",
      email: MailSample.worker, amount: money(9_234), account: "…42", paidAt: at)
  }

  static func seal(_ number: Int64 = 41, at: Date) -> SealedLedger {
    SealedLedger(
      number: number, hash: "9f3a6c00b1d2e3f4a5b6c7d8e9f00112233445566778899aabbccddeeff00112",
      sealedAt: at, key: "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
      signature: "5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7"
        + "rMYeOXAc+bRr0lv18FlbviRlUUFDjnoQCw==")
  }

  private static func money(_ hundredths: Int64) -> Money { Money(hundredths: hundredths) }

  /// In the first days of March 2027.
  private static func time(_ days: Double, _ hours: Double) -> Date {
    Date(timeIntervalSince1970: 1_803_859_200 + days * 86_400 + hours * 3_600)
  }

  static func id(_ number: UInt8) -> UUID {
    UUID(uuid: (1, 2, 3, 4, 5, 6, 0x77, 8, 0x89, 10, 11, 12, 13, 14, 15, number))
  }
}
