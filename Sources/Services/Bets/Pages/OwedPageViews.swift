import ServiceKit

/// Who owes whom: what is in no statement yet, what is still to be paid, and the statements.
struct OwedPageView: PageData {
  static let template = "bets-owed"

  let balances: [AmountWord]
  let hasBalances: Bool
  /// Makes a statement of them.
  let form: FormView
  let open: TransfersView
  let statements: [Row]
  let hasStatements: Bool
  let list: ListView

  struct Row {
    let path: String
    let number: String
    let when: String
    let by: String
    let mark: StatusMark
  }

  static var example: OwedPageView {
    OwedPageView(
      balances: [.example], hasBalances: true, form: .example, open: .example,
      statements: [
        Row(
          path: "/bets/statements/1", number: "1", when: "1 March, 10:00", by: "Vasilisa Claw",
          mark: StatusMark(.waiting, "1 transfer is not paid"))
      ], hasStatements: true, list: .example)
  }
}

/// Who pays whom; the partial `bets-transfers`.
struct TransfersView {
  let rows: [Row]
  let hasRows: Bool
  /// Whether they are of several statements.
  let namesStatements: Bool

  struct Row {
    /// nil: the page is about it.
    let statement: Statement?
    let debtor: String
    let creditor: String
    let amount: String
    let mark: StatusMark
    /// Where the button leads that says it is paid; nil: it is not for the reader to say.
    let tick: String?
  }

  struct Statement {
    let path: String
    let number: String
  }

  static var example: TransfersView {
    TransfersView(
      rows: [
        Row(
          statement: Statement(path: "/bets/statements/1", number: "1"), debtor: "Tom",
          creditor: "Vasilisa Claw", amount: "5.00",
          mark: StatusMark(.waiting, "to be paid"), tick: "/bets/statements/1/transfers/1/paid")
      ], hasRows: true, namesStatements: true)
  }
}

/// A statement: what each had won or lost, and who pays whom.
struct StatementPageView: PageData {
  static let template = "bets-statement"

  let made: String
  let lines: [AmountWord]
  let transfers: TransfersView
  let digest: String

  static var example: StatementPageView {
    StatementPageView(
      made: "Made on 1 March by Vasilisa Claw.", lines: [.example], transfers: .example,
      digest: "9f86d081")
  }
}
