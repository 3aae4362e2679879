import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@Suite("R-120: applicants who were accepted work")
struct HiredTests {
  @Test("a hired cat is free at once: where there is nobody else, the next order is hers")
  func order() async throws {
    try await withOrdering { bed in
      let (murka, type) = (bed.client("hcb-1"), try await bed.addServiceType())
      _ = try await bed.api.send(.get, "/api/clients/me", as: murka)
      let accepted = ApplicantAccepted.sample(at: bed.time.now)
      try await bed.core.deliver(
        accepted, of: accepted.applicationID, version: accepted.version, from: "applicants",
        to: "workers")
      try await eventually("the cat is a worker") {
        try await bed.api.send(
          .get, "/api/workers/\(accepted.workerID.wire)", as: OrderingBed.manager
        ).status == 200
      }
      let order = try await bed.order(type, as: murka)
      #expect(order["worker_id"]?.string == accepted.workerID.wire, "\(order.text)")
    }
  }
}

extension ApplicantAccepted {
  /// Of a cat that no register knows; nobody fetches the photo here.
  fileprivate static func sample(at now: Date) -> ApplicantAccepted {
    let points = zip(CharacteristicsCode.names, 1...).map { ($0, 5 * $1) }
    return ApplicantAccepted(
      applicationID: .v7(at: now), workerID: .v7(at: now), name: "Ryzhik Whiskers",
      email: "ryzhik@cats.example", phone: "+7 900 000-00-03", age: 2, breed: "Siberian",
      coatColour: "ginger", language: .russian,
      characteristics: Dictionary(uniqueKeysWithValues: points), code: "ABCDEFGHIJKLMNOPQRST",
      photo: Photo(
        sha256: String(repeating: "ef", count: 32), mediaType: "image/jpeg", path: "/photo"),
      vacancyTitle: "Помощник по хозяйству", acceptedBy: "vasilisa", acceptedAt: now, version: 6)
  }
}
