import Contracts
import FoundationEssentials

extension Address {
  static let hypotheses = Address("/api/hypotheses")

  static func hypothesis(_ id: UUID) -> Address { hypotheses.below(id.wire) }
}
