import ServiceKit

/// An order of the demo data, what managers bet on it, and what becomes of it.
struct DemoOrder: Sendable {
  /// How far it has got when MCF is tried out.
  enum Fate: Sendable {
    /// It is for tomorrow or later.
    case open
    case completed
    case calledOff
    case cannotCome
    case notDone

    /// Whether it ends as a case for quality control.
    var goesWrong: Bool {
      switch self {
      case .open, .completed: false
      case .calledOff, .cannotCome, .notDone: true
      }
    }
  }

  /// Of a manager, by her place in ``DemoCats/managers``.
  struct Bet: Sendable {
    let manager: Int
    let outcome, stake: String

    init(_ manager: Int, _ outcome: String, _ stake: String) {
      self.manager = manager
      self.outcome = outcome
      self.stake = stake
    }
  }

  /// HCB's id.
  let client: String
  let service: String
  /// Tells it from all others.
  let description: String
  let fate: Fate
  let bets: [Bet]
  /// When the worker comes, in days from the first start on; 0: in a few minutes.
  var days = 0

  /// Some of each kind: of those that have ended, two have been carried out, and three are cases
  /// for quality control.
  static let all = [
    DemoOrder(
      client: "hcb-3", service: atOnce, description: "The vase that nobody has touched",
      fate: .completed,
      bets: [
        Bet(0, "completed", "10.00"), Bet(1, "completed", "5.00"), Bet(2, "failed", "7.01"),
      ]),
    DemoOrder(
      client: "hcb-8", service: atOnce, description: "A lamp that blinks at me", fate: .completed,
      bets: [Bet(1, "cancelled", "2.50")]),
    DemoOrder(
      client: "hcb-4", service: "Supper", description: "Trout for six, and no peas",
      fate: .calledOff, bets: [Bet(0, "completed", "4.00"), Bet(2, "cancelled", "1.00")], days: 2),
    DemoOrder(
      client: "hcb-5", service: "Curtain repair", description: "What is left of the curtains",
      fate: .cannotCome, bets: [Bet(0, "completed", "3.00")], days: 1),
    DemoOrder(
      client: "hcb-6", service: atOnce, description: "Fetch the ball from below the sofa",
      fate: .notDone, bets: []),
    DemoOrder(
      client: "hcb-3", service: "Shopping", description: "Fish first, then the rest",
      fate: .open, bets: [Bet(0, "completed", "6.00"), Bet(1, "failed", "2.00")], days: 1),
    DemoOrder(
      client: "hcb-7", service: "Garden patrol", description: "The neighbour's tomcat is back",
      fate: .open, bets: [Bet(2, "completed", "12.00")], days: 3),
    DemoOrder(
      client: "hcb-9", service: "Company", description: "Somebody to purr with", fate: .open,
      bets: [], days: 4),
  ]

  /// It has no lead, so that whole orders can be lived through.
  private static let atOnce = "At once"
}
