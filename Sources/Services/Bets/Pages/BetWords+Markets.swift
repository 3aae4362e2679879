import Contracts
import FoundationEssentials
import ServiceKit

// Markets, as lists and their own pages show them.
extension BetWords {
  func title(_ market: Market) -> [String: String] {
    ["service": market.serviceTypeName, "worker": market.workerName]
  }

  func card(_ listing: MarketListing) -> MarketCard {
    let market = listing.market
    return MarketCard(
      path: Address.bets(on: market.orderID).path, title: text("market_title", title(market)),
      when: time(market.scheduledAt), mark: mark(listing), pools: pools(listing),
      own: own(listing.own), bet: listing.status == .open ? text("bet") : nil,
      results: listing.results.map {
        AmountWord(name: $0.name ?? $0.manager.wire, amount: net($0.net))
      }, hasResults: !listing.results.isEmpty)
  }

  func mark(_ listing: MarketListing) -> StatusMark {
    if let outcome = listing.outcome {
      return StatusMark(.init(outcome), self.outcome(outcome))
    }
    return listing.status == .open
      ? StatusMark(.waiting, text("closes_in", ["span": span(to: listing.closesAt)]))
      : StatusMark(.underWay, text("closed"))
  }

  func pools(_ listing: MarketListing) -> PoolsView {
    let total = listing.stakes.total
    return PoolsView(
      caption: text(listing.status == .settled ? "stakes_decided" : "stakes"),
      rows: OrderOutcome.allCases.map { outcome in
        PoolsView.Row(
          outcome: self.outcome(outcome), amount: amount(listing.stakes[outcome]),
          stakes: "\(listing.stakes[outcome].hundredths)", bank: "\(max(total.hundredths, 1))",
          isRight: listing.outcome == outcome)
      }, bank: amount(total))
  }

  /// The reader's stakes; nil: none.
  private func own(_ stakes: Stakes) -> String? {
    let staked = OrderOutcome.allCases.filter { stakes[$0] > .zero }
    guard !staked.isEmpty else { return nil }
    return staked.map {
      text("own_stake", ["outcome": outcome($0), "amount": amount(stakes[$0])])
    }.joined(separator: ", ")
  }
}

// One of them.
extension BetWords {
  func facts(_ details: MarketDetails) -> [MarketPageView.Fact] {
    let market = details.listing.market
    let isOpen = details.listing.status == .open
    return [
      ("fact_worker", market.workerName), ("fact_client", market.clientFirstName),
      ("fact_scheduled", time(market.scheduledAt)),
      isOpen
        ? ("fact_closes", time(details.listing.closesAt))
        : ("fact_closed", closed(details.listing)),
      details.settled.map { ("fact_ended", ended($0.settlement.end)) },
    ].compactMap { $0.map { MarketPageView.Fact(label: text($0.0), value: $0.1) } }
  }

  /// When and why it takes no more bets.
  private func closed(_ listing: MarketListing) -> String {
    let cause = listing.market.closing.flatMap { closing in
      closing.at < listing.market.scheduledAt ? closing.cause.rawValue : nil
    }
    return text("closed_\(cause ?? "scheduled")", ["time": time(listing.closesAt)])
  }

  private func ended(_ end: OrderEnd) -> String {
    let told = ["outcome": outcome(end.outcome), "time": time(end.at)]
    guard let reason = end.reason else { return text("ended", told) }
    return text("ended_why", told.merging(["reason": text("reason_\(reason)")]) { $1 })
  }

  func own(_ bets: [Bet]) -> [MarketPageView.OwnBet] {
    bets.map {
      MarketPageView.OwnBet(
        when: shortTime($0.placedAt), outcome: outcome($0.outcome), stake: amount($0.stake))
    }
  }

  /// The outcomes to choose from, each with what it would bring.
  ///
  /// - Parameter field: what was chosen, if the form was sent already.
  func choice(_ listing: MarketListing, _ field: FieldView?) -> MarketPageView.Choice {
    let chosen = field.map { ExactText($0.value) }
    return MarketPageView.Choice(
      outcomes: OrderOutcome.allCases.enumerated().map { n, outcome in
        let value = outcome.rawValue
        return MarketPageView.Outcome(
          id: n == 0 ? "field-outcome" : "outcome-\(value)", value: value,
          label: self.outcome(outcome), brings: brings(outcome, in: listing),
          isChosen: ExactText(value) == chosen)
      }, mistake: field?.mistake)
  }

  private func brings(_ outcome: OrderOutcome, in listing: MarketListing) -> String {
    let brings = listing.stakes.oneBrings(on: outcome)
    return text(
      "brings", ["unit": amount(Money(hundredths: 100)), "amount": amount(brings)])
  }
}

// How it was settled.
extension BetWords {
  func sheet(_ settled: MarketDetails.Settled) -> BetSheetView {
    let (settlement, pool) = (settled.settlement, settled.pool)
    return BetSheetView(
      bets: settled.bets.map { row($0) }, sums: sums(settlement, pool),
      shares: pool.shares.map { row($0, of: pool) }, hasShares: !pool.shares.isEmpty,
      toDevelopers: settlement.toDevelopers > .zero
        ? text("to_developers", ["amount": amount(settlement.toDevelopers)]) : nil,
      digest: settlement.digest, text: Address.sheetOfBets(on: settlement.orderID).path)
  }

  private func sums(_ settlement: Settlement, _ pool: Pool) -> [MarketPageView.Fact] {
    [
      (text("fact_late_from"), settlement.closedAt.exact),
      (text("fact_bank"), amount(pool.bank)),
      (text("fact_right", ["outcome": outcome(pool.outcome)]), amount(pool.rightStakes)),
    ].map { MarketPageView.Fact(label: $0.0, value: $0.1) }
  }

  private func row(_ share: Share, of pool: Pool) -> BetSheetView.Share {
    BetSheetView.Share(
      manager: name(share.manager), staked: amount(share.staked),
      division: division(share, of: pool), more: amount(share.payout - share.quotient),
      payout: amount(share.payout), net: net(share.net))
  }

  /// As the sheet's text has it: who was right about nothing has a part of 0 in any case.
  private func division(_ share: Share, of pool: Pool) -> String {
    guard pool.rightStakes > .zero else { return "–" }
    return text(
      "division",
      [
        "stake": "\(share.right.hundredths)", "bank": "\(pool.bank.hundredths)",
        "right": "\(pool.rightStakes.hundredths)", "quotient": "\(share.quotient.hundredths)",
        "rest": "\(share.remainder)",
      ])
  }

  private func row(_ bet: Bet) -> BetSheetView.Bet {
    BetSheetView.Bet(
      number: "\(bet.seq)", manager: name(bet.manager), outcome: outcome(bet.outcome),
      stake: amount(bet.stake), placedAt: bet.placedAt.exact,
      mark: bet.void.map { StatusMark(.cancelled, text("void_\($0.rawValue)")) }
        ?? StatusMark(.done, text("counts")))
  }
}
