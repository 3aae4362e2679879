import Contracts
import FoundationEssentials
import Postgres

/// A pool as a statement names it.
struct StatedPool: Sendable, Hashable {
  /// In which place it was settled.
  let n: Int64
  let order: UUID
  /// Of its sheet.
  let digest: String
}

/// A statement as the text whose SHA-256 it is known by: a pure function of rows.
///
/// Its form never changes: `mcf bets verify` writes each one again.
struct StatementText: Sendable {
  let madeAt: Date
  let madeBy: UUID
  let upTo: Int64
  /// By order.
  let pools: [StatedPool]
  /// The largest debtor first.
  let lines: [Balance]
  let transfers: [Transfer]

  /// UTF-8, a line feed behind each line.
  var text: String {
    let head = ["made \(madeAt.exact) by \(madeBy.wire)", "up to \(upTo)"]
    let all =
      head + pools.map { "pool|\($0.n)|\($0.order.wire)|\($0.digest)" }
      + lines.map { "line|\($0.party.text)|\($0.net)" }
      + transfers.enumerated().map { n, transfer in
        "transfer|\(n + 1)|\(transfer.debtor.text)|\(transfer.creditor.text)|\(transfer.amount)"
      }
    return all.map { $0 + "\n" }.joined()
  }
}
