/// Where a list that is longer than its page goes on. The partial `pager`.
public struct Pager: Sendable {
  let start: String?
  let later: String?

  /// - Parameters:
  ///   - start: the list's first page; nil on the first page.
  ///   - later: the next page; nil on the last.
  public init(start: String?, later: String?) {
    self.start = start
    self.later = later
  }
}
