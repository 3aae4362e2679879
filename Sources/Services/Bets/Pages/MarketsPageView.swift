import ServiceKit

/// The markets of a kind, each a card.
struct MarketsPageView: PageData {
  static let template = "bets"

  /// Which of them, and what there is to know of those.
  let part: String
  let about: String
  let cards: [MarketCard]
  let isEmpty: Bool
  let list: ListView

  static var example: MarketsPageView {
    MarketsPageView(
      part: "Open", about: "They take bets.", cards: [.example], isEmpty: true, list: .example)
  }
}

/// A market as a list shows it.
struct MarketCard {
  let path: String
  /// The service and the worker.
  let title: String
  let when: String
  let mark: StatusMark
  let pools: PoolsView
  /// What the reader has staked; nil: nothing.
  let own: String?
  /// What the button leads to the page for; nil: nothing can be done there.
  let bet: String?
  /// Of a settled one: who won what, and who lost what.
  let results: [AmountWord]
  let hasResults: Bool

  static var example: MarketCard {
    MarketCard(
      path: "/bets/x", title: "Tidying, Barsik", when: "Monday, 1 March, 10:00",
      mark: StatusMark(.waiting, "closes in 2 h 5 min"), pools: .example,
      own: "completed 10.00", bet: "Bet", results: [.example], hasResults: true)
  }
}

/// A name, and how much.
struct AmountWord {
  let name: String
  let amount: String

  static var example: AmountWord { AmountWord(name: "Vasilisa Claw", amount: "+4.67") }
}

/// What is staked on each outcome; the partial `bets-pools`.
struct PoolsView {
  let caption: String
  let rows: [Row]
  /// All of it together.
  let bank: String

  struct Row {
    let outcome: String
    let amount: String
    /// For the bar: in hundredths, as is all of it together, which is never nothing.
    let stakes: String
    let bank: String
    /// Whether that is how it ended.
    let isRight: Bool
  }

  static var example: PoolsView {
    PoolsView(
      caption: "Stakes",
      rows: [
        Row(outcome: "completed", amount: "15.00", stakes: "1500", bank: "2201", isRight: true)
      ], bank: "22.01")
  }
}
