import ServiceKit

/// The register of hypotheses: a board by where they stand, and below it the list.
struct HypothesesView: PageData {
  static let template = "hypotheses"

  /// Nil: the list is narrowed.
  let board: Board?
  let rows: [HypothesisRow]
  let list: ListView
  /// The same list as a file; nil: it is empty.
  let csv: String?

  struct Board {
    let columns: [Column]
  }

  /// Those that stand at one place.
  struct Column {
    let title: String
    let count: String
    let path: String
    let cards: [HypothesisRow]
  }

  static var example: HypothesesView {
    HypothesesView(
      board: Board(
        columns: [Column(title: "proposed", count: "1", path: "/", cards: [.example])]),
      rows: [.example], list: .example, csv: "/hypotheses/file")
  }
}

/// One of many hypotheses.
struct HypothesisRow {
  let number: String
  let title: String
  let path: String
  let mark: StatusMark
  let owner: String?
  let reviews: String

  static var example: HypothesisRow {
    HypothesisRow(
      number: "1", title: "Ring first", path: "/hypotheses/1",
      mark: StatusMark(.waiting, "proposed"),
      owner: "you", reviews: "2")
  }
}

/// Where a hypothesis is proposed.
struct NewHypothesisView: PageData {
  static let template = "hypotheses-new"
  static var example: NewHypothesisView { NewHypothesisView(form: .example) }

  let form: FormView
}

/// One hypothesis, to be changed.
struct HypothesisView: PageData {
  static let template = "hypotheses-one"

  let mark: StatusMark
  let proposed: String
  /// What is kept by now, where somebody else was faster; nil: nobody was.
  let overtaken: Overtaken?
  let form: FormView
  let reviews: [Review]
  let hasReviews: Bool
  let history: [Happening]

  struct Overtaken {
    let facts: [ReviewFact]
  }

  struct Review {
    let path: String
    let text: String
  }

  struct Happening {
    let what: String
    let time: String
    let who: String
  }

  static var example: HypothesisView {
    HypothesisView(
      mark: StatusMark(.waiting, "proposed"), proposed: "proposed by you",
      overtaken: Overtaken(facts: [ReviewFact(label: "Title", value: "Ring first")]),
      form: .example,
      reviews: [Review(path: "/reviews/1", text: "Tidying")], hasReviews: true,
      history: [Happening(what: "proposed", time: "1 March 2027, 12:00", who: "you")])
  }
}
