/// Where a list that is longer than its page goes on. The partial `pager`.
public struct Pager: Sendable {
  /// The list's first page; nil on the first page.
  let start: String?
  /// The next page; nil on the last.
  let later: String?
}
