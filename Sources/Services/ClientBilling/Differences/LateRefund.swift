import Billing
import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

extension ClientBillingModule {
  var differences: Differences {
    Differences(database, refusals, clock: clock, booked: Self.money) { settled, transaction in
      if let invoice = settled.invoice { try await take(settled, for: invoice, transaction) }
      if let amount = settled.onCredit { try await bear(amount, of: settled, transaction) }
    }
  }

  /// A late refund is on the client's credit, which falls by it. What has come back of one goes there,
  /// and pays for what is due.
  ///
  /// - Throws: 409 `beyond-the-credit` where the client has less.
  private func bear(
    _ amount: Money, of late: Difference, _ transaction: Transaction
  ) async throws {
    guard let account = try await transaction.lockAccount(of: late.party) else {
      throw Problem.notFound
    }
    guard late.standing != .back else {
      transaction.enqueue(ChangeAccount(of: late.party, credit: amount))
      return try await transaction.useCredit(of: late.party, at: clock.now())
    }
    guard amount <= account.credit else { throw Problem.beyondTheCredit(account.credit) }
    transaction.enqueue(ChangeAccount(of: late.party, credit: .zero - amount))
  }
}

extension Problem {
  fileprivate static func beyondTheCredit(_ most: Money) -> Problem {
    .conflict(
      "beyond-the-credit",
      most > .zero
        ? "The client's credit is \(most): name that amount, or less."
        : "The client has no credit: leave the amount out if you bear it, or wait for some.")
  }
}
