/// The search above a list: a GET form whose field is `q`. The partial `filter-bar`.
public struct FilterBar: Sendable {
  let path: String
  let label: String
  let sought: String
  let kept: [Kept]
  /// Leads to the list without the search, if there is one.
  let everything: String?

  struct Kept {
    let name: String
    let value: String
  }

  /// - Parameters:
  ///   - path: of the list, without a query.
  ///   - label: what is searched for.
  ///   - sought: what was typed.
  ///   - kept: the other fields of the list's address.
  public init(_ path: String, label: String, sought: String, keeping kept: [(String, String)] = [])
  {
    self.path = path
    self.label = label
    self.sought = sought
    self.kept = kept.map { Kept(name: $0.0, value: $0.1) }
    everything = sought.isEmpty ? nil : path + queryString(kept)
  }
}
