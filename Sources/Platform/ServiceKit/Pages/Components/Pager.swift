/// Where a list that is longer than its page goes on. The partial `pager`.
public struct Pager: Sendable {
  /// The list's first page; nil on the first page.
  let start: String?
  /// The next page; nil on the last.
  let later: String?
  let isBackwards: Bool

  init(start: String?, later: String?, isBackwards: Bool = false) {
    self.start = start
    self.later = later
    self.isBackwards = isBackwards
  }

  /// - Parameters:
  ///   - address: of the part of the list that is shown.
  ///   - next: the cursor of what comes after it; nil: nothing does.
  ///   - isBackwards: whether that is what happened earlier.
  public init(_ address: ListAddress, next: String?, isBackwards: Bool = false) {
    self.init(
      start: address.start?.path, later: next.map { address.from($0).path },
      isBackwards: isBackwards)
  }

  /// With all that there can be.
  public static var example: Pager { Pager(start: "/", later: "/") }
}
