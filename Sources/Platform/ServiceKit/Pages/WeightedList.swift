/// A list of values with quality values (RFC 9110, 12.4.2), such as `ru, en;q=0.8`.
struct WeightedList {
  struct Item: Equatable {
    var value: String
    /// In thousandths: 1000 unless the item says otherwise.
    var weight: Int
  }

  /// The heaviest first, equals in their order. An item with a malformed weight is left out.
  let items: [Item]

  /// Nobody who means it sends more.
  private static let maxItems = 32

  init(_ header: String) {
    let parsed = header.split(separator: ",").prefix(Self.maxItems).compactMap(Self.item)
    // The standard library's sort is stable, but does not promise to be.
    items = parsed.enumerated()
      .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
      .map(\.element)
  }

  private static func item(_ text: Substring) -> Item? {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
    guard let value = parts.first, !value.isEmpty else { return nil }
    let parameter = parts.dropFirst().first { $0.lowercased().hasPrefix("q=") }
    guard let weight = parameter.map({ thousandths($0.dropFirst(2)) }) ?? 1000 else { return nil }
    return Item(value: value, weight: weight)
  }

  /// `0`, `1` or a fraction between with at most three digits.
  private static func thousandths(_ text: Substring) -> Int? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    guard let whole = parts.first, whole == "0" || whole == "1", fraction.utf8.count <= 3,
      fraction.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
    else { return nil }
    let padded = fraction + String(repeating: "0", count: 3 - fraction.utf8.count)
    let value = (whole == "1" ? 1000 : 0) + (Int(padded) ?? 0)
    return value <= 1000 ? value : nil
  }

  private static func trimmed(_ text: Substring) -> String {
    let blanks: Set<Character> = [" ", "\t"]
    let start = text.drop { blanks.contains($0) }
    guard let end = start.lastIndex(where: { !blanks.contains($0) }) else { return "" }
    return String(start[...end])
  }
}
