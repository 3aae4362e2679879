import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// A settled pool as plain text, from which anybody can compute it anew: a pure function of rows.
///
/// Once a sheet is stored its form never changes: `mcf bets verify` writes each one again.
struct ProofSheet: Sendable {
  let order: UUID
  let scheduledAt: Date
  let closing: Closing
  /// From then on bets were late.
  let closedAt: Date
  let end: OrderEnd
  /// All of them, in the order in which they were placed.
  let bets: [Bet]

  /// UTF-8, a line feed behind each line.
  var text: String { lines.map { $0 + "\n" }.joined() }

  private var lines: [String] {
    let pool = Pool(bets, endedAs: end.outcome)
    return head + bets.map(line) + sums(pool) + pool.shares.map { line($0, of: pool) }
      + totals(pool)
  }

  private var head: [String] {
    [
      "order \(order.wire)",
      "scheduled \(scheduledAt.exact)",
      "closing \(closing.cause.rawValue) \(closing.at.exact) event \(closing.event.wire)",
      "late from \(closedAt.exact)",
      "end \(end.outcome.rawValue) \(end.reason ?? "-") \(end.at.exact) by \(end.by.role) "
        + "\(end.by.id.map(\.text) ?? "-") event \(end.event.wire)",
      "",
      "seq|id|manager|outcome|stake|placed_at|counts",
    ]
  }

  private func line(_ bet: Bet) -> String {
    [
      "\(bet.seq)", bet.id.wire, bet.manager.wire, bet.outcome.rawValue, "\(bet.stake)",
      bet.placedAt.exact, bet.void?.rawValue ?? "counts",
    ].joined(separator: "|")
  }

  private func sums(_ pool: Pool) -> [String] {
    [
      "", "P = \(pool.bank), all that counts",
      "W = \(pool.rightStakes), of that on \(pool.outcome.rawValue)",
      "", "manager|s × P ÷ W = q, rest r (in hundredths)|more|payout|staked|net",
    ]
  }

  private func line(_ share: Share, of pool: Pool) -> String {
    let division =
      "\(share.right.hundredths) × \(pool.bank.hundredths) ÷ \(pool.rightStakes.hundredths)"
      + " = \(share.quotient.hundredths), rest \(share.remainder)"
    return [
      share.manager.wire, pool.rightStakes == .zero ? "-" : division,
      share.isRoundedUp ? "1" : "0", "\(share.payout)", "\(share.staked)", "\(share.net)",
    ].joined(separator: "|")
  }

  private func totals(_ pool: Pool) -> [String] {
    let paid = pool.shares.reduce(.zero) { $0 + $1.payout }
    return [
      "", "paid out \(paid)", "to the developers \(pool.toDevelopers)",
      "together \(paid + pool.toDevelopers)",
    ]
  }
}

extension Date {
  /// To the microsecond, as it is stored: `2027-03-01T09:59:59.999000Z`.
  var exact: String {
    let (second, fraction) = postgresMicroseconds.quotientAndRemainder(dividingBy: 1_000_000)
    let whole = fraction < 0 ? second - 1 : second
    let digits = String(fraction < 0 ? fraction + 1_000_000 : fraction)
    let text = Timestamp.format(Date(postgresMicroseconds: whole * 1_000_000))
    return "\(text.dropLast()).\(String(repeating: "0", count: 6 - digits.utf8.count))\(digits)Z"
  }
}
