public import Contracts
public import Postgres

extension Language: PostgresText {}

extension Language {
  /// The language that fits an `Accept-Language` header best; English where none does.
  ///
  /// Ranges are weighed as RFC 9110 (12.5.4) says and looked up as RFC 4647 (3.4) does: a range
  /// loses subtags from its end until a language has that tag, and `*` matches nothing by itself.
  public init(acceptLanguage header: String?) {
    let ranges = WeightedList(header ?? "").items
    let refused = ranges.filter { $0.weight == 0 }.compactMap { Self(range: $0.value) }
    let wanted = ranges.filter { $0.weight > 0 }.compactMap { Self(range: $0.value) }
    self = wanted.first { !refused.contains($0) } ?? .english
  }

  /// Our tags have one subtag, so the first one of a range is what truncation ends with.
  private init?(range: String) {
    guard let primary = range.split(separator: "-", omittingEmptySubsequences: false).first else {
      return nil
    }
    self.init(rawValue: primary.lowercased())
  }
}
