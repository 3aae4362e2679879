import ServiceKit

/// A worker's own jobs.
struct JobsView: PageData {
  static let template = "worker-jobs"
  static let files = Visit.live

  let lead: String?
  let tabs: Tabs?
  /// The job that is next, or goes on; nil: there is none, or the list is of others.
  let next: CardView?
  let others: [CardView]
  /// Above the others.
  let heading: String
  let hasOthers: Bool
  let empty: EmptyState?
  let pager: Pager
  let live: LiveMark
  /// What else a worker keeps.
  let links: [CardView.Way]

  static var example: JobsView {
    JobsView(
      lead: "In these days you have 2 jobs.",
      tabs: Tabs([.init("Active", count: 2, path: "/jobs", isCurrent: true)]), next: .example,
      others: [.example], heading: "After that", hasOthers: true,
      empty: EmptyState("Nothing.", hint: "Wait.", way: ("Hours", "/workers/me/hours")),
      pager: .example, live: .example, links: [.init("My hours", path: "/workers/me/hours")])
  }
}
