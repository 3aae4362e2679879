import Contracts
import FoundationEssentials
import ServiceKit

// Who owes whom.
extension BetWords {
  func balances(_ balances: [Balance]) -> [AmountWord] {
    balances.map { AmountWord(name: name($0.party), amount: net($0.net)) }
  }

  func row(_ statement: MadeStatement) -> OwedPageView.Row {
    let open = statement.transfers.filter { $0.paid == nil }.count
    return OwedPageView.Row(
      path: Address.betStatement(statement.number).path, number: "\(statement.number)",
      when: time(statement.madeAt), by: name(statement.madeBy),
      mark: open == 0
        ? StatusMark(.done, text("all_paid"))
        : StatusMark(.waiting, text("some_open", ["count": "\(open)"])))
  }

  /// - Parameter reader: who may say of some of them that they are paid.
  func transfers(_ owed: [OwedTransfer], for reader: UUID) -> TransfersView {
    TransfersView(
      rows: owed.map { owed in
        TransfersView.Row(
          statement: "\(owed.number)", debtor: name(owed.transfer.debtor),
          creditor: name(owed.transfer.creditor), amount: amount(owed.transfer.amount),
          mark: mark(owed),
          tick: owed.paid == nil && owed.mayBeMarked(by: reader)
            ? Address.paidTransfer(owed.n, of: owed.number).path : nil)
      }, hasRows: !owed.isEmpty)
  }

  private func mark(_ owed: OwedTransfer) -> StatusMark {
    guard let paid = owed.paid else { return StatusMark(.waiting, text("transfer_open")) }
    return StatusMark(
      .done, text("transfer_paid", ["time": shortTime(paid.at), "name": name(paid.by)]))
  }
}

extension OwedTransfer {
  /// Whom it names.
  var managers: [UUID] { [transfer.debtor, transfer.creditor].compactMap(\.manager) }
}

extension MadeStatement {
  /// The times that its page tells.
  var times: [Date] { [madeAt] + transfers.compactMap { $0.paid?.at } }

  /// Whom its page names.
  var managers: [UUID] {
    [madeBy] + lines.compactMap(\.party.manager) + transfers.compactMap { $0.paid?.by }
  }
}
