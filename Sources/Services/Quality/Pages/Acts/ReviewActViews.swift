import ServiceKit

/// What a manager is about to do, and the form that does it.
struct ReviewActView: PageData {
  static let template = "reviews-act"

  let facts: [ReviewFact]
  /// What has to be thought of before, and where it leads.
  var warnings: [Warning] = []
  let consequences: [String]
  let form: FormView

  struct Warning {
    let text: String
    var way: Way?
  }

  struct Way {
    let path: String
    let text: String
  }

  static var example: ReviewActView {
    ReviewActView(
      facts: [.example],
      warnings: [
        Warning(text: "There is an open one.", way: Way(path: "/reviews/1", text: "To it"))
      ],
      consequences: ["It is yours."], form: .example)
  }
}

/// What client and worker are going to read, before a review is closed.
struct ReviewCloseView: PageData {
  static let template = "reviews-close"

  let facts: [ReviewFact]
  let letters: [Letter]
  let form: FormView

  struct Letter {
    let to: String
    /// nil: there is none.
    let text: String?
  }

  static var example: ReviewCloseView {
    ReviewCloseView(
      facts: [.example], letters: [Letter(to: "The client", text: "We are sorry.")],
      form: .example)
  }
}
