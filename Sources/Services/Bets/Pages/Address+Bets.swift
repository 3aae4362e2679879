import Contracts
import FoundationEssentials

extension Address {
  /// The markets, and below each one's page.
  static let bets = Address("/bets")
  /// Who owes whom, and below what was made of it.
  static let betStatements = bets.below("statements")

  static func bets(on order: UUID) -> Address { bets.below(order.wire) }
  /// The proof sheet as a text.
  static func sheetOfBets(on order: UUID) -> Address { bets(on: order).below("sheet") }

  static func paidTransfer(_ n: Int, of statement: Int64) -> Address {
    betStatement(statement).below("transfers", "\(n)", "paid")
  }

  static func betStatement(_ number: Int64) -> Address { betStatements.below("\(number)") }
}
