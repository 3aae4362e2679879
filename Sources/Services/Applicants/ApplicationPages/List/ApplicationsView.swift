import ServiceKit

/// The list of applications.
struct ApplicationsView: PageData {
  static let template = "applications"

  let list: ListView
  let narrowing: Narrowing
  let rows: [Row]
  /// What can be done with those that are ticked; nil: there are none.
  let bulk: BulkBar?
  /// Leads to the answers that wait for a mark.
  let marking: String

  struct Row {
    let id: String
    let name: String
    let path: String
    let mark: StatusMark
    /// Why the cat asks for more time; nil: it does not.
    let asksTime: String?
    let vacancy: String
    let since: String
    let holder: String?
    let score: String?
    let place: String?
    /// That it is proposed; nil: it is not.
    let proposal: StatusMark?
    /// Why it is not, however long that is; nil: it is, or that is not asked.
    let obstacles: String?
    let tick: String
  }

  /// What narrows the list beside its tabs and its search: a GET form.
  struct Narrowing {
    let path: String
    let kept: [Kept]
    let vacancies: [Choice]
    let flags: [Flag]
  }

  struct Kept {
    let name: String
    let value: String
  }

  struct Choice {
    let value: String
    let text: String
    let isChosen: Bool
  }

  struct Flag {
    let name: String
    let value: String
    let text: String
    let isChosen: Bool
  }

  struct BulkBar {
    /// What the list is narrowed by, for all that match.
    let kept: [Kept]
    let all: String
  }

  static var example: ApplicationsView {
    let kept = [Kept(name: "status", value: "new")]
    return ApplicationsView(
      list: .example,
      narrowing: Narrowing(
        path: "/applications", kept: kept,
        vacancies: [Choice(value: "1", text: "Helper", isChosen: true)],
        flags: [Flag(name: "lapsed", value: "true", text: "Not begun in time", isChosen: true)]),
      rows: [
        Row(
          id: "1", name: "Murka", path: "/applications/1", mark: .exampleOfApplication,
          asksTime: "A paw in plaster.", vacancy: "Helper", since: "1 March 2027",
          holder: "you", score: "21 of 46", place: "12–14 of 1 000",
          proposal: .exampleOfApplication, obstacles: "not among the best", tick: "Tick Murka")
      ], bulk: BulkBar(kept: kept, all: "All 12 that match"), marking: "/applications/marking")
  }
}
