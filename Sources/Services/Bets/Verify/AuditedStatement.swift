import Contracts
import FoundationEssentials

/// A statement with all of its rows, to be held against the pools that it has.
struct AuditedStatement: Sendable {
  let head: StatementHead
  /// By order.
  let pools: [StatedPool]
  /// By their shares, the largest debtor first.
  let balances: [Balance]
  let lines: [Balance]
  let transfers: [OwedTransfer]

  var text: StatementText {
    StatementText(
      madeAt: head.madeAt, madeBy: head.madeBy, upTo: head.upTo, pools: pools, lines: lines,
      transfers: transfers.map(\.transfer))
  }

  /// What is not as it was made, in words; nil: all is.
  ///
  /// - Parameter digest: of ``text``.
  func firstDifference(digest: String) -> String? {
    let found = lineDifference ?? transferDifference
    let digestDifference =
      ExactText(digest) == ExactText(head.digest) ? nil : "its digest is not that of its rows"
    return (found ?? digestDifference).map { "statement \(head.number): \($0)" }
  }

  private var lineDifference: String? {
    if let odd = lines.first(where: { !balances.contains($0) }) {
      return "the line of \(odd.party.text) is \(odd.net), and not so by its pools"
    }
    return balances.first { !lines.contains($0) }.map {
      "the line of \($0.party.text), \($0.net), is missing"
    }
  }

  private var transferDifference: String? {
    let due = netted(balances)
    for (n, transfer) in due.enumerated() {
      let stored = transfers.first { $0.n == n + 1 }?.transfer
      if stored != transfer { return "transfer \(n + 1) is not what its lines come to" }
    }
    return transfers.count == due.count
      ? nil : "it has \(transfers.count) transfers, not \(due.count)"
  }
}
