import Contracts

/// What stands around the rows of a list. The parent `list`, whose block `rows` is the table: a
/// template of a list begins with `{{<list}}{{$rows}}` and shows this as `page.list`.
public struct ListView: Sendable {
  let lead: String?
  let filter: FilterBar?
  let tabs: Tabs?
  let live: LiveMark?
  let empty: EmptyState
  let pager: Pager

  /// - Parameters:
  ///   - address: of the part of the list that is shown.
  ///   - next: the cursor of what comes after it; nil: nothing does.
  ///   - lead: below the title.
  ///   - search: nil: it has none.
  ///   - live: of a list that is kept up to date.
  ///   - empty: what stands there when it has no rows.
  ///   - isBackwards: whether the latest comes first.
  public init(
    _ address: ListAddress, next: String?, lead: String? = nil, search: ListSearch? = nil,
    tabs: Tabs? = nil, live: LiveMark? = nil, empty: EmptyState,
    isBackwards: Bool = false
  ) {
    self.lead = lead
    filter = search.map { FilterBar(address, $0) }
    self.tabs = tabs
    self.live = live
    self.empty = empty
    pager = Pager(address, next: next, isBackwards: isBackwards)
  }

  /// For the example of a page: with all that there can be.
  public static var example: ListView {
    ListView(
      ListAddress(.home, fields: [("q", "Tom"), ("status", "ready"), ("cursor", "x")]), next: "y",
      lead: "Two cats.", search: .example("Name", .example),
      tabs: Tabs([.init("All", count: 2, path: "/", isCurrent: true)]), live: .example,
      empty: EmptyState("Nobody.", hint: "Add one.", way: ("Add", "/")))
  }
}
