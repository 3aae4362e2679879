import Contracts

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

  private static let field = "q"

  /// - Parameter label: what is searched for.
  init(_ address: ListAddress, label: String) {
    let whole = address.with(Self.field, nil)
    path = address.page.path
    self.label = label
    sought = address.value(Self.field) ?? ""
    kept = whole.fields.map { Kept(name: $0.0, value: $0.1) }
    everything = sought.isEmpty ? nil : whole.path
  }
}
