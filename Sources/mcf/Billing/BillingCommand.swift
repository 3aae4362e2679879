import ArgumentParser
import Billing

/// What those who bill ask.
struct BillingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "billing",
    abstract: "Make the invoices that are due, and show how billing stands.",
    discussion: """
      An invoice is made once a period has ended, for each who has something in it. A run that was \
      broken off anywhere is gone on with by the next one, and comes to the same; one that finds \
      nothing to do does nothing.
      """,
    subcommands: LedgerSide.all.map { command(of: $0.bookkeeper) } + [
      BillingStatusCommand.self, ReconcileCommand.self,
    ])

  private static func command<Keeper: Bookkeeper>(
    of keeper: Keeper.Type
  ) -> any ParsableCommand.Type {
    BillSide<Keeper>.self
  }
}
