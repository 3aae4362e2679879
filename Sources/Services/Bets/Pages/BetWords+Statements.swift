import Contracts
import FoundationEssentials
import ServiceKit

// Who owes whom.
extension BetWords {
  func balances(_ balances: [Balance]) -> [AmountWord] {
    balances.map { AmountWord(name: name($0.party), amount: net($0.net)) }
  }

  func row(_ statement: MadeStatement) -> OwedPageView.Row {
    let head = statement.head
    let open = statement.transfers.filter { $0.paid == nil }.count
    return OwedPageView.Row(
      path: Address.betStatement(head.number).path, number: "\(head.number)",
      when: time(head.madeAt), by: name(head.madeBy),
      mark: open == 0
        ? StatusMark(.done, text("all_paid"))
        : StatusMark(.waiting, text("some_open", ["count": "\(open)"])))
  }

  /// - Parameters:
  ///   - reader: who may say of some of them that they are paid.
  ///   - namingStatements: whether they are of several.
  func transfers(
    _ owed: [OwedTransfer], for reader: UUID, namingStatements: Bool = false
  ) -> TransfersView {
    TransfersView(
      rows: owed.map { owed in
        TransfersView.Row(
          statement: namingStatements
            ? .init(path: Address.betStatement(owed.number).path, number: "\(owed.number)") : nil,
          debtor: name(owed.transfer.debtor), creditor: name(owed.transfer.creditor),
          amount: amount(owed.transfer.amount),
          mark: mark(owed),
          tick: owed.paid == nil && owed.mayBeMarked(by: reader)
            ? Address.paidTransfer(owed.n, of: owed.number).path : nil)
      }, hasRows: !owed.isEmpty, namesStatements: namingStatements)
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
  var times: [Date] { [head.madeAt] + transfers.compactMap { $0.paid?.at } }

  /// Whom its page names.
  var managers: [UUID] {
    [head.madeBy] + lines.compactMap(\.party.manager) + transfers.compactMap { $0.paid?.by }
  }
}
