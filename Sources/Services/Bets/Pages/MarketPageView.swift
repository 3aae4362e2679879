import ServiceKit

/// A market: what is staked, what the reader can do, and once it is settled, the proof sheet.
struct MarketPageView: PageData {
  static let template = "bets-one"

  let mark: StatusMark
  let facts: [Fact]
  let pools: PoolsView
  /// Those of the reader; a sheet has them among all.
  let own: [OwnBet]
  let hasOwn: Bool
  let form: FormView
  /// The form's fields.
  let choice: Choice
  let stake: FieldView?
  /// Whether there is a form: it takes bets.
  let isOpen: Bool
  /// How high a stake may be.
  let most: String
  let sheet: BetSheetView?

  struct Fact {
    let label: String
    let value: String
  }

  struct OwnBet {
    let when: String
    let outcome: String
    let stake: String
  }

  /// Of the outcomes; none is chosen until the reader does.
  struct Choice {
    let outcomes: [Outcome]
    /// What is wrong with what was chosen, or that nothing was.
    let mistake: String?
  }

  struct Outcome {
    /// The first one is where a mistake in them leads.
    let id: String
    let value: String
    let label: String
    /// What 1.00 would bring.
    let brings: String
    let isChosen: Bool
  }

  static var example: MarketPageView {
    MarketPageView(
      mark: StatusMark(.waiting, "closes in 2 h"),
      facts: [Fact(label: "Worker", value: "Barsik")], pools: .example,
      own: [OwnBet(when: "1 March, 10:00", outcome: "completed", stake: "10.00")], hasOwn: true,
      form: .example,
      choice: Choice(
        outcomes: [
          Outcome(
            id: "field-outcome", value: "completed", label: "completed",
            brings: "1.00 brings 1.47 if it stays so", isChosen: true)
        ], mistake: "please choose"),
      stake: .example, isOpen: true, most: "At most 10 000.00.", sheet: .example)
  }
}

/// How a market was settled; the partial `bets-sheet`.
struct BetSheetView {
  let bets: [Bet]
  /// What the shares are reckoned from.
  let sums: [MarketPageView.Fact]
  let shares: [Share]
  let hasShares: Bool
  /// What nobody was right about.
  let toDevelopers: String?
  let digest: String
  /// The same as a text, of which the digest is.
  let text: String

  struct Bet {
    let number: String
    let manager: String
    let outcome: String
    let stake: String
    let placedAt: String
    /// Whether it counts, or why not.
    let mark: StatusMark
  }

  struct Share {
    let manager: String
    let staked: String
    /// Her part of the bank in hundredths, with its rest.
    let division: String
    /// Of what rounding left.
    let more: String
    let payout: String
    let net: String
  }

  static var example: BetSheetView {
    BetSheetView(
      bets: [
        Bet(
          number: "1", manager: "Vasilisa Claw", outcome: "completed", stake: "10.00",
          placedAt: "1 March, 09:59:59", mark: StatusMark(.done, "counts"))
      ],
      sums: [MarketPageView.Fact(label: "P", value: "22.01")],
      shares: [
        Share(
          manager: "Vasilisa Claw", staked: "10.00",
          division: "1000 × 2201 ÷ 1500 = 1467, rest 500", more: "0.00", payout: "14.67",
          net: "+4.67")
      ], hasShares: true, toDevelopers: "22.01 go to the developers.",
      digest: "9f86d081", text: "/bets/x/sheet")
  }
}
