import ServiceKit

/// What a worker has earned in the present month, and each job that it comes from.
struct EarningsView: PageData {
  static let template = "earnings"

  /// Until when this month counts.
  let until: String
  let sums: [Sum]
  let total: String
  let rows: [Row]
  let isEmpty: Bool
  let empty: EmptyState
  let pager: Pager

  struct Sum {
    let label: String
    let amount: String
  }

  struct Row {
    let when: String
    let what: String
    /// Why it is what it is.
    let why: String
    /// In which month it counts, if that is not the present one.
    let month: String?
    /// Said of what belongs to an earlier month and came too late for it.
    let late: String?
    let amount: String
  }

  static var example: EarningsView {
    EarningsView(
      until: "Until Wednesday, 31 March, 20:00", sums: [Sum(label: "Jobs", amount: "60.00")],
      total: "60.00",
      rows: [
        Row(
          when: "Monday, 1 March, 10:00", what: "Tidying", why: "completed",
          month: "counts in the month until Sunday, 28 February, 20:00", late: "came late",
          amount: "60.00")
      ], isEmpty: false, empty: EmptyState("Nothing yet.", hint: "Soon.", way: ("Home", "/")),
      pager: Pager(start: "/earnings", later: "/earnings?cursor=x"))
  }
}
