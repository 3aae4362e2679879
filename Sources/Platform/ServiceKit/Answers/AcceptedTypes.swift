public import HTTPTypes

/// Which media types an `Accept` header asks for, and how much (RFC 9110, 12.5.1).
public struct AcceptedTypes {
  /// The most wanted first.
  private let items: [WeightedList.Item]

  public init(_ headers: HTTPFields) {
    items = WeightedList(headers[values: .accept].joined(separator: ",")).items
  }

  /// Whether the type is named and more wanted than each of the others: by its weight, or between
  /// equals because it is named and the other is not, or named first.
  ///
  /// - Parameter type: such as `text/csv`; parameters do not matter.
  public func prefers(_ type: String, to others: String...) -> Bool {
    let claim = claim(of: type)
    guard claim.weight > 0, claim.precision == Self.named else { return false }
    return others.allSatisfy { self.claim(of: $0) < claim }
  }

  private static let named = 3

  /// What the most precise range says that covers the type.
  private func claim(of type: String) -> (weight: Int, precision: Int, rank: Int) {
    let family = type.prefix { $0 != "/" } + "/*"
    let ranges = ["*/*", String(family), type]
    let found = items.enumerated().compactMap { index, item in
      ranges.firstIndex(of: item.value.lowercased()).map {
        (weight: item.weight, precision: $0 + 1, rank: -index)
      }
    }
    return found.max { $0.precision < $1.precision } ?? (0, 0, 0)
  }
}
