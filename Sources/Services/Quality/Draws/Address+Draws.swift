import Contracts
import FoundationEssentials

extension Address {
  static func draw(_ id: UUID) -> Address { Address("/api/reviews/draws").below(id.wire) }
}
