import ServiceKit

/// The list of reviews.
struct ReviewsView: PageData {
  static let template = "reviews"

  let list: ListView
  let load: Load?
  /// When they are due, or were closed.
  let timeColumn: String
  let rows: [Row]
  /// The same list as a file; nil: it is empty.
  let csv: String?

  /// Who has how many.
  struct Load {
    let sum: String
    let managers: [Manager]

    struct Manager {
      let name: String
      let inHand: String
      let closed: String
    }
  }

  struct Row {
    let path: String
    let service: String
    let outcome: StatusMark
    let reason: String?
    let worker: String
    let client: String
    let time: String
    let lateness: StatusMark?
    let origin: String
    let holder: String?
  }

  static var example: ReviewsView {
    ReviewsView(
      list: .example,
      load: Load(
        sum: "2 in hand", managers: [Load.Manager(name: "Tom", inHand: "2", closed: "5")]),
      timeColumn: "Due",
      rows: [
        Row(
          path: "/reviews/1", service: "Tidying", outcome: .exampleOfReview,
          reason: "nobody checked in", worker: "Leo", client: "Murka", time: "1 March 2027, 12:00",
          lateness: StatusMark(.late, "overdue"), origin: "by itself", holder: "you")
      ], csv: "/reviews/csv")
  }
}
