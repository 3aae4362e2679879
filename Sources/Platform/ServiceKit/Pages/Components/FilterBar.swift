import Contracts

/// The search above a list: a GET form whose field is `q`. The partial `filter-bar`.
public struct FilterBar: Sendable {
  let path: String
  let label: String
  /// How many characters it takes; nil: any.
  let least: String?
  let sought: String
  let mistake: String?
  let kept: [Kept]
  /// Leads to the list without the search, if there is one.
  let everything: String?

  struct Kept {
    let name: String
    let value: String
  }

  static let field = "q"

  init(_ address: ListAddress, _ search: ListSearch) {
    let whole = address.with(Self.field, nil)
    path = address.page.path
    label = search.label
    least = search.least.map { "\($0)" }
    sought = search.typed ?? address.value(Self.field) ?? ""
    mistake = search.mistake
    kept = whole.fields.map { Kept(name: $0.0, value: $0.1) }
    everything = sought.isEmpty ? nil : whole.path
  }
}

/// What is searched for in a list, and what is wrong with what was; `Visit.search` makes it where
/// there is a visit.
public struct ListSearch: Sendable {
  let label: String
  let least: Int?
  /// What was refused; nil: nothing.
  var typed: String?
  var mistake: String?

  /// - Parameters:
  ///   - label: what is searched for.
  ///   - least: how many characters it takes; nil: any.
  public init(_ label: String, least: Int? = nil) {
    self.label = label
    self.least = least
  }

  /// One that was refused.
  static func example(_ label: String, _ texts: LocalTexts) -> ListSearch {
    let least = QueryForm.searchLength.lowerBound
    var search = ListSearch(label, least: least)
    search.typed = String(label.prefix(least - 1))
    search.mistake = texts.text(of: .tooShort(least))
    return search
  }
}
