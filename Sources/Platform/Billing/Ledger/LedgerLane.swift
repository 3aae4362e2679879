import Contracts
public import FoundationEssentials
import Outbox

/// One of the chains of a ledger. Postings that would wait for one another anyway share a lane, so
/// nobody waits for a chain who would not wait without it.
public struct LedgerLane: Hashable, Sendable, Comparable {
  /// From 0 to 32.
  public let number: Int16

  /// How many there are, for ever.
  public static let count = 33

  /// Of what an event brings: its inbox slot, which is handled one event after the other.
  public static func event(of subject: UUID) -> LedgerLane {
    LedgerLane(number: Slot.number(of: subject.wire))
  }

  /// Of what people and providers bring for a party.
  public static func party(_ party: UUID) -> LedgerLane {
    LedgerLane(number: Slot.count + Slot.number(of: party.wire))
  }

  public static let batch = LedgerLane(number: 2 * Slot.count)

  static let all = (0..<Int16(count)).map(LedgerLane.init)

  public static func < (one: Self, other: Self) -> Bool { one.number < other.number }
}
