import ServiceKit

/// What the page's template shows.
struct PackagesView {
  let groups: [PackageGroup]
  let forClerk: Bool
  let pickUpColumn: String
  let titleColumn: String
  let list: ListView
  /// Where the page comes back to after a step.
  let back: String
}

/// The late packages, or those of one day.
struct PackageGroup {
  /// Or `late`.
  let day: String
  let heading: String
  var rows: [PackageRow]
}

/// A package as the page shows it.
struct PackageRow {
  let id: String
  let version: Int64
  let order: String
  let pickUpAt: String
  /// By the clock on the wall.
  let pickUp: String
  /// In how long it is due, while that is so.
  let due: String?
  /// How late it is, if it is.
  let lateness: StatusMark?
  /// What one looks for: a clerk the worker's name, the worker the job's time and place.
  let title: String
  let items: [String]
  let about: String
  /// When and where the job is, where the title does not say so.
  let job: String?
  /// The order's own page, for managers.
  let orderPage: String?
  let marks: [StatusMark]
  /// What is next.
  let steps: [Step]
  /// What else can be done.
  let others: [Step]
  let history: [Line]
  /// What a screen reader is told when it comes or changes.
  let summary: String

  struct Step {
    /// The same act stands in the same place in every row.
    let name: String
    let path: String
    let label: String
    /// What a take-back is meant for.
    let takes: String?
  }

  /// One thing that happened, when, and by whom.
  struct Line {
    let time: String
    let text: String
  }
}
