import Contracts
import FoundationEssentials

@testable import Orders

extension Date {
  /// 2026-03-02, a Monday, 08:07:12.345 UTC.
  static let sample = Date(timeIntervalSince1970: 1_772_438_832.345)
}

extension ServiceType {
  static func sample() -> ServiceType {
    ServiceType(
      id: .v7(at: .sample), name: "Shopping", description: "Fish and milk", durationMinutes: 60,
      isActive: true, characteristics: ["speed": 50], packingList: ["bag"], leadMinutes: 120,
      horizonDays: 60, travelMinutes: 60, version: 1)
  }
}

extension Order {
  static func sample(_ status: OrderStatus = .accepted, endedAt: Date? = nil) -> Order {
    let id = UUID.v7(at: .sample)
    let price = Money(hundredths: 100_00)
    return Order(
      id: id, clientID: .v7(at: .sample), workerID: .v7(at: .sample),
      serviceTypeID: .v7(at: .sample), status: status, description: "Buy fish",
      place: "Roof 7", phone: "+7 900 100 20 30", email: "murka@cats.example",
      scheduledAt: .sample + 86_400, maxCharge: nil, clientFirstName: "Murka",
      clientName: "Murka Ivanova", workerFirstName: "Barsik", workerName: "Barsik Petrov",
      serviceTypeName: "Shopping", packingList: ["bag"], endsAt: .sample + 90_000,
      pickUpAt: .sample + 82_800, price: price, discountPercent: 5, charge: price.percent(95),
      earning: price.percent(60), copyOf: nil,
      chain: id, pipelineVersion: 1, outcome: OrderOutcome(rawValue: status.rawValue), reason: nil,
      endingNote: "secret note", endedBy: nil, checkInPhoto: nil, reportPhoto: nil,
      createdAt: .sample, startedAt: nil, overdueAt: nil, endedAt: endedAt, version: 1,
      copyOffered: !status.isOpen)
  }
}
