import Contracts
import FoundationEssentials
import ServiceKit

extension MarketListing: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writeFields(to: &writer)
    writer.endObject()
  }

  fileprivate func writeFields(to writer: inout JSONWriter) {
    writer.field("order_id", market.orderID)
    writer.field("service_type_name", market.serviceTypeName)
    writer.field("worker_name", market.workerName)
    writer.field("client_first_name", market.clientFirstName)
    writer.field("scheduled_at", market.scheduledAt)
    writer.field("ends_at", market.endsAt)
    writer.field("status", status.rawValue)
    writer.field("closes_at", closesAt)
    writer.field("pools", OrderOutcome.allCases.map(pool))
    writer.field("outcome", outcome?.rawValue)
    writer.field("settled_at", settledAt)
    writer.field("shares", status == .settled ? results : nil)
  }

  private func pool(_ outcome: OrderOutcome) -> PoolView {
    PoolView(
      outcome: outcome, staked: stakes[outcome], own: own[outcome],
      oneBrings: status == .open ? stakes.oneBrings(on: outcome) : nil)
  }
}

/// What is staked on one outcome.
private struct PoolView: JSONWritable {
  let outcome: OrderOutcome
  let staked, own: Money
  let oneBrings: Money?

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("outcome", outcome.rawValue)
    writer.field("staked", staked)
    writer.field("own", own)
    writer.field("one_brings", oneBrings)
    writer.endObject()
  }
}

extension MarketListing.Result: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("manager_id", manager)
    writer.field("name", name)
    writer.field("staked", staked)
    writer.field("payout", payout)
    writer.field("net", net)
    writer.endObject()
  }
}

extension MarketDetails: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    listing.writeFields(to: &writer)
    writer.field("own_bets", ownBets.map { BetView(bet: $0, name: nil, isNamed: false) })
    writer.field("settlement", settled)
    writer.endObject()
  }
}

extension MarketDetails.Settled: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("reason", settlement.end.reason)
    writer.field("ended_at", settlement.end.at)
    writer.field("ended_by_role", settlement.end.by.role)
    writer.field("bank", settlement.bank)
    writer.field("right_stakes", settlement.rightStakes)
    writer.field("to_developers", settlement.toDevelopers)
    writer.field("sheet_sha256", settlement.digest)
    writer.field(
      "bets", bets.map { BetView(bet: $0, name: names[$0.manager], isNamed: true) })
    writer.endObject()
  }
}

private struct BetView: JSONWritable {
  let bet: Bet
  let name: String?
  /// Whether it is said whose it is.
  let isNamed: Bool

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", bet.id)
    writer.field("seq", bet.seq)
    if isNamed {
      writer.field("manager_id", bet.manager)
      writer.field("name", name)
    }
    writer.field("outcome", bet.outcome.rawValue)
    writer.field("stake", bet.stake)
    writer.field("placed_at", bet.placedAt)
    writer.field("void", bet.void?.rawValue)
    writer.endObject()
  }
}
