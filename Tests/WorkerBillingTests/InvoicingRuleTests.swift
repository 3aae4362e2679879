import Contracts
import FoundationEssentials
import Testing

@testable import Billing
@testable import WorkerBilling

@Suite("R-230, R-232, R-250: what invoices, corrections and statuses come to, as rules")
struct InvoicingRuleTests {
  private static func invoice(total: Int64, carriedIn: Int64) -> Invoice {
    Invoice(
      id: UUID(), party: UUID(), period: 1,
      number: InvoiceNumber(series: "W", year: 2027, number: 1), lines: 1, lateLines: 0,
      total: Money(hundredths: total), carriedIn: Money(hundredths: carriedIn),
      due: Money(hundredths: max(total + carriedIn, 0)), issuedAt: .distantPast,
      partyName: "Barsik Paws", email: "barsik@cats.example")
  }

  /// What postings bring an account: credits less debits.
  private static func balance(of account: String, _ postings: [Posting]) -> Int64 {
    postings.reduce(0) { sum, posting in
      let amount = posting.amount.hundredths
      if posting.credit.utf8.elementsEqual(account.utf8) { return sum + amount }
      return posting.debit.utf8.elementsEqual(account.utf8) ? sum - amount : sum
    }
  }

  @Test("an invoice empties what was earned, owes what is due and keeps what is carried")
  func identities() {
    var random = SplitMix64(seed: 230)
    for _ in 0..<5_000 {
      let invoice = Self.invoice(
        total: Int64.random(in: -50_000...50_000, using: &random),
        carriedIn: Bool.random(using: &random) ? 0 : -Int64.random(in: 0...50_000, using: &random))
      let postings = WorkerBillingModule.invoicing.postings(of: invoice)
      #expect(postings.allSatisfy { $0.amount > .zero && $0.debit != $0.credit })
      #expect(Set(postings.map(\.kind)).count == postings.count, "each kind once")
      #expect(Self.balance(of: "earned", postings) == -invoice.total.hundredths)
      #expect(Self.balance(of: "payable", postings) == invoice.due.hundredths)
      #expect(Self.balance(of: "carried", postings) == invoice.setOff.hundredths)
      #expect(invoice.carriedOut <= .zero && invoice.due >= .zero)
      #expect(invoice.total + invoice.carriedIn == invoice.due + invoice.carriedOut)
      // Something is either paid or carried on, never both.
      #expect(invoice.due == .zero || invoice.carriedOut == .zero)
    }
  }

  @Test("what takes a line back is booked as its mirror image, and taking that back as the line")
  func mirrored() {
    for kind in WorkerLineKind.allCases {
      #expect(kind.reversed != kind && kind.reversed.reversed == kind)
      let (one, other) = (Self.postings(kind, 1_234), Self.postings(kind.reversed, -1_234))
      #expect(one.count == 1 && other.count == 1)
      #expect(one.first?.debit == other.first?.credit && one.first?.credit == other.first?.debit)
      #expect(one.first?.amount == other.first?.amount)
    }
  }

  private static func postings(_ kind: WorkerLineKind, _ amount: Int64) -> [Posting] {
    WorkerPostings.of(
      BillingLine(
        id: UUID(), party: UUID(), kind: kind.rawValue, amount: Money(hundredths: amount),
        occurredAt: .distantPast, recordedAt: .distantPast, by: Author(role: "manager")))
  }

  @Test("what was taken back counts as a correction, whatever it was")
  func earnings() {
    for kind in WorkerLineKind.allCases {
      var earnings = Earnings()
      earnings.add(kind.rawValue, true, Money(hundredths: 700))
      #expect(earnings.corrections == Money(hundredths: 700))
      #expect(earnings.total == earnings.corrections)
    }
    var all = Earnings()
    all.add("earning", false, Money(hundredths: 6_000))
    all.add("fine", false, Money(hundredths: -4_000))
    all.add("bonus", false, Money(hundredths: 1_234))
    all.add("fine", true, Money(hundredths: 4_000))
    #expect(all.earned == Money(hundredths: 6_000) && all.fines == Money(hundredths: -4_000))
    #expect(all.bonuses == Money(hundredths: 1_234) && all.corrections == Money(hundredths: 4_000))
    #expect(all.total == Money(hundredths: 7_234))
  }

  @Test(
    "each state of an invoice has one word for managers and one for workers",
    arguments: [true, false])
  func statuses(_ isForManager: Bool) {
    let found = PayStatus.allCases.flatMap { $0.kept(isForManager: isForManager) }
    #expect(Set(found) == Set(InvoiceStatus.allCases) && found.count == Set(found).count)
    let words = Set(InvoiceStatus.allCases.map { PayStatus($0, isForManager: isForManager) })
    // A worker need not know that it is on its way, or that a try has failed.
    #expect(words.contains(.underWay) == isForManager && words.contains(.failed) == isForManager)
    #expect(words.isSuperset(of: [.due, .noAccount, .checkAccount, .paid, .carried, .settled]))
  }

  @Test("a number is written with six digits at least")
  func numbers() {
    for (number, text) in [
      (1, "W-2027-000001"), (999_999, "W-2027-999999"), (1_000_000, "W-2027-1000000"),
    ] {
      #expect("\(InvoiceNumber(series: "W", year: 2027, number: Int64(number)))" == text)
    }
  }
}
