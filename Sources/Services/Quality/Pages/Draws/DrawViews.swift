import ServiceKit

/// The draws that were made.
struct DrawsView: PageData {
  static let template = "draws"

  let rows: [Row]
  let list: ListView

  struct Row {
    let path: String
    let time: String
    let manager: String
    let span: String
    let drawn: String
  }

  static var example: DrawsView {
    DrawsView(
      rows: [
        Row(
          path: "/reviews/draws/1", time: "1 March 2027, 12:00", manager: "you",
          span: "1–7 March", drawn: "3 of 10")
      ], list: .example)
  }
}

/// Where a draw is asked for.
struct NewDrawView: PageData {
  static let template = "draws-new"
  static var example: NewDrawView { NewDrawView(form: .example) }

  let form: FormView
}

/// One draw, and how anybody can do it again.
struct DrawView: PageData {
  static let template = "draws-one"

  let facts: [ReviewFact]
  let orders: [Order]
  /// What was drawn from, group by group, each with its proof.
  let proofs: [Proof]

  struct Order {
    let path: String
    let text: String
    let mark: StatusMark
    let digest: String
    let rank: String
  }

  struct Proof {
    /// The worker or service; nil: all are one group.
    let name: String?
    let size: String
    /// Leads to the ids as a file.
    let file: String
    let command: String
  }

  static var example: DrawView {
    DrawView(
      facts: [ReviewFact(label: "Seed", value: "5f5f")],
      orders: [
        Order(
          path: "/reviews/1", text: "Tidying, Barsik", mark: StatusMark(.waiting, "to be reviewed"),
          digest: "08b7ea80", rank: "1")
      ],
      proofs: [
        Proof(
          name: "Barsik", size: "3 of 10", file: "/reviews/draws/1/population",
          command: DrawProof.command("5f5f", 3))
      ])
  }
}
