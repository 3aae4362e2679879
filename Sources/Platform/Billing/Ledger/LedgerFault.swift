/// Something in a ledger that is not as it was written, or not as it must be.
public struct LedgerFault: Hashable, Sendable, CustomStringConvertible {
  /// Where: `lane 3, link 17`, `seal 4`, a line's id.
  public let place: String
  public let what: String

  public var description: String { "\(place): \(what)" }
}

/// Faults as they are found: all are counted, the first ones kept.
public struct LedgerFaults: Sendable {
  public private(set) var count = 0
  public private(set) var first: [LedgerFault] = []

  /// As many as anybody reads.
  private static let kept = 100

  mutating func note(_ place: String, _ what: String) {
    count += 1
    if first.count < Self.kept { first.append(LedgerFault(place: place, what: what)) }
  }

  mutating func note(_ other: LedgerFaults) {
    count += other.count
    first += other.first.prefix(max(0, Self.kept - first.count))
  }
}
