import Contracts
import FoundationEssentials
import Postgres

/// A settled pool with all of its rows, to be held against what comes of its bets.
struct AuditedPool: Sendable {
  let n: Int64
  let scheduledAt: Date
  let closing: Closing
  let settlement: Settlement
  /// How many bets there were.
  let betCount: Int
  /// Whether the digest is the stored sheet's.
  let isDigestRight: Bool
  /// As stored, what is void marked by its rows.
  var bets: [Bet] = []
  var shares: [StoredShare] = []

  struct StoredShare: Sendable, Hashable {
    let manager: UUID
    let staked, payout: Money
  }
}

extension AuditedPool {
  /// What is not as it was settled, in words; nil: all is.
  var firstDifference: String? {
    let found = timeDifference ?? betDifference ?? sheetDifference ?? sumDifference
    return (found ?? shareDifference).map { "order \(settlement.orderID.wire): \($0)" }
  }

  private var timeDifference: String? {
    let latest = min(scheduledAt, closing.at)
    guard settlement.closedAt > latest else { return nil }
    return "bets were late from \(settlement.closedAt.exact), not from \(latest.exact) on"
  }

  private var betDifference: String? {
    if bets.count != betCount { return "it has \(bets.count) bets, not \(betCount)" }
    for (n, bet) in bets.enumerated() where bet.seq != n + 1 { return "bet \(n + 1) is missing" }
    let judged = bets.voided(lateFrom: settlement.closedAt, endedBy: settlement.end.by)
    return zip(bets, judged).lazy.filter { $0.void != $1.void }.first.map { stored, judged in
      "bet \(stored.seq) \(stored.standing) by its row, and \(judged.standing) by its time and manager"
    }
  }

  private var sheetDifference: String? {
    let computed = ProofSheet(
      order: settlement.orderID, scheduledAt: scheduledAt, closing: closing,
      closedAt: settlement.closedAt, end: settlement.end, bets: bets
    ).text
    let (stored, rows) = (settlement.sheet.lines, computed.lines)
    for n in 0..<max(stored.count, rows.count) {
      let (said, due) = (stored.at(n), rows.at(n))
      if said != due {
        return "line \(n + 1) of its sheet is \"\(said ?? "")\", by its rows \"\(due ?? "")\""
      }
    }
    return isDigestRight ? nil : "its digest is not its sheet's"
  }

  private var pool: Pool { Pool(bets, endedAs: settlement.end.outcome) }

  private var sumDifference: String? {
    let pool = pool
    let sums = [
      ("bank", settlement.bank, pool.bank),
      ("stakes on the outcome", settlement.rightStakes, pool.rightStakes),
      ("part of the developers", settlement.toDevelopers, pool.toDevelopers),
    ]
    return sums.first { $0.1 != $0.2 }.map { "its \($0.0): \($0.1), by its bets \($0.2)" }
  }

  private var shareDifference: String? {
    let due = pool.shares.map {
      StoredShare(manager: $0.manager, staked: $0.staked, payout: $0.payout)
    }
    if let odd = shares.first(where: { !due.contains($0) }) {
      return "the share of \(odd.manager.wire), \(odd.payout) for \(odd.staked), "
        + "is none by its bets"
    }
    return due.first { !shares.contains($0) }.map {
      "the share of \($0.manager.wire), \($0.payout) for \($0.staked), is missing"
    }
  }
}

extension Bet {
  fileprivate var standing: String {
    switch void {
    case .late: "is late"
    case .acted: "is of who acted"
    case nil: "counts"
    }
  }
}

extension String {
  /// Exactly: two texts that only look the same are a difference.
  fileprivate var lines: [ExactText] {
    split(separator: "\n", omittingEmptySubsequences: false).map { ExactText(String($0)) }
  }
}

extension [ExactText] {
  fileprivate func at(_ index: Int) -> ExactText? { index < count ? self[index] : nil }
}
