import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Billing
@testable import ClientBilling

@Suite("R-230: what a client's invoice is booked as")
struct InvoicingRuleTests {
  private static func postings(total: Int64, credit: Int64) -> [Posting] {
    ClientBillingModule.invoicing.postings(
      of: Invoice(
        id: UUID(), party: UUID(), period: 1,
        number: InvoiceNumber(series: "C", year: 2027, number: 1), lines: 1, lateLines: 0,
        total: Money(hundredths: total), carriedIn: Money(hundredths: -credit),
        due: Money(hundredths: max(total - credit, 0)), issuedAt: .distantPast,
        partyName: "Murka", email: "x"))
  }

  /// What postings bring an account: debits less credits.
  private static func balance(of account: String, _ postings: [Posting]) -> Int64 {
    postings.reduce(0) { sum, posting in
      let amount = posting.amount.hundredths
      if posting.debit.utf8.elementsEqual(account.utf8) { return sum + amount }
      if posting.credit.utf8.elementsEqual(account.utf8) { return sum - amount }
      return sum
    }
  }

  @Test("what was not billed is due, but for what credit pays; below zero it becomes credit")
  func balances() {
    for (total, credit) in [(28_500, 0), (28_500, 9_500), (9_500, 30_000), (-9_500, 500), (0, 7)]
      as [(Int64, Int64)]
    {
      let postings = Self.postings(total: total, credit: credit)
      let due = max(total - credit, 0)
      #expect(postings.allSatisfy { $0.amount > .zero && $0.debit != $0.credit })
      #expect(Self.balance(of: "unbilled", postings) == -total)
      #expect(Self.balance(of: "due", postings) == due)
      #expect(Self.balance(of: "credit", postings) == total - due, "a debit uses it up")
    }
  }

  @Test("each state of an invoice has a word for clients, and each word a state")
  func statuses() {
    let kept = BillStatus.allCases.flatMap(\.kept)
    #expect(Set(kept) == Set(InvoiceStatus.allCases) && kept.count == InvoiceStatus.allCases.count)
    #expect(BillStatus.allCases.allSatisfy { !$0.kept.isEmpty })
  }

  @Test("its event is written as Codable writes it", arguments: [nil, "card …42"])
  func event(_ method: String?) throws {
    let issued = ClientInvoiceIssued(
      id: UUID(), number: "C-2027-000001", clientID: UUID(),
      clientName: "Мурка \"M\" \\ \n\u{1}", email: "a/b@cats.example",
      from: Date(timeIntervalSince1970: 0), to: Date(timeIntervalSince1970: 1.5), lines: 3,
      total: Money(hundredths: -28_505), creditUsed: Money(hundredths: 7), due: .zero,
      method: method, issuedAt: Date(timeIntervalSince1970: 1_804_439_000))
    #expect(Array(issued.json.text.utf8) == Array(try WireCoding.encodeText(issued).utf8))
  }
}
