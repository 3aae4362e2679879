import ServiceKit

/// Why somebody got an order: the finalists as rows, what each step said of them as columns.
struct MatchView: PageData {
  static let template = "manager-match"

  let lead: String
  let facts: Summary
  let columns: [Column]
  let rows: [Row]
  /// Which of the finalists are shown, where that is not all of them.
  let shown: String?
  /// That all vetoes were lifted, so that somebody comes.
  let lifted: String?
  let skipped: [String]
  let hasSkipped: Bool
  let draw: Draw?
  let csv: String
  let order: String
  let dryRun: String

  struct Column {
    let title: String
    /// How much its score counts; nil: it gives none.
    let weight: String?
  }

  struct Row {
    let name: String
    let isChosen: Bool
    let cells: [Cell]
    let total: Cell
  }

  /// What one step said of one finalist.
  struct Cell {
    /// Of its column, for where rows are cards.
    let label: String
    var bar: Bar?
    /// Why it should not be this one.
    var veto: String?
    /// The same, where it did not count.
    var liftedVeto: String?
    /// That a filter has nothing against this one.
    var passes: String?
    /// Whether this one has no total: a veto counted.
    var isOut = false
  }

  struct Draw {
    let about: String
    let chances: [Bar]
    let seed: String?
  }

  static var example: MatchView {
    let cell = Cell(
      label: "fit", bar: .example, veto: "weak in speed", liftedVeto: "weak in speed",
      passes: "yes", isOut: true)
    return MatchView(
      lead: "Leo got it", facts: .example, columns: [Column(title: "fit", weight: "×3")],
      rows: [Row(name: "Leo", isChosen: true, cells: [cell], total: cell)], shown: "The ten best",
      lifted: "All were vetoed.", skipped: ["traffic: too slow"], hasSkipped: true,
      draw: Draw(about: "Drawn", chances: [.example], seed: "9f3c"), csv: "/file",
      order: "/admin/orders/1", dryRun: "/admin/matching?order=1")
  }
}
