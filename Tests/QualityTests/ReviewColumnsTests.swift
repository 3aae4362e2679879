import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Quality

/// Orders and reviews have some thirty columns each, many of one type: two that were swapped would go
/// unseen.
@Suite("Each column of an order and of a review")
struct ReviewColumnsTests {
  @Test("is written from the value that is its own, and read into it")
  func orders() async throws {
    try await withDatabase(.of("quality")) { db in
      let facts = OrderFacts(
        orderID: id(1), clientID: id(2), clientFirstName: "client first", clientName: "client",
        workerID: id(3), workerFirstName: "worker first", workerName: "worker",
        serviceTypeID: id(4), serviceTypeName: "service", description: "description",
        place: "place", phone: "phone", email: "email", scheduledAt: at(1), endsAt: at(2),
        pickUpAt: at(3), price: Money(hundredths: 4), discountPercent: 1,
        charge: Money(hundredths: 3), earning: Money(hundredths: 2), packingList: ["packed"],
        copyOf: id(5), acceptedAt: at(4))
      let end = OrderFinished.Told(
        outcome: .failed, reason: "reason", note: nil,
        endedBy: OrderActor(role: "manager", id: "subject"), startedAt: at(5), endedAt: at(6),
        checkInPhoto: nil, reportPhoto: nil)
      let quality = db.app("quality")
      try await quality.execute(
        KeepOrder(facts: facts, startedAt: end.startedAt, end: end, version: 9))
      let order = try #require(try await quality.readOne(FindOrder(id: id(1))))
      #expect(
        [order.id, order.clientID, order.workerID, order.serviceTypeID, order.copyOf]
          == (1...5).map(id))
      #expect(
        [
          order.clientFirstName, order.clientName, order.workerFirstName, order.workerName,
          order.serviceTypeName, order.description, order.place, order.phone, order.reason,
        ] == [
          "client first", "client", "worker first", "worker", "service", "description", "place",
          "phone", "reason",
        ])
      #expect(
        [
          order.scheduledAt, order.endsAt, order.pickUpAt, order.acceptedAt, order.startedAt,
          order.endedAt,
        ] == (1...6).map { at(Double($0)) })
      #expect(
        [order.price, order.charge, order.earning].map { $0?.hundredths } == [4, 3, 2])
      #expect(order.discountPercent == 1 && order.packingList == ["packed"])
      #expect(order.outcome == .failed && order.endedBy == end.endedBy)
      let others = try await db.admin.query(
        "select version, status from quality.known_order", as: Int64.self, String.self)
      #expect(others.map(\.0) == [9] && others.map(\.1) == ["failed"])
      try await reviews(of: order, db)
    }
  }

  private func reviews(of order: KnownOrder, _ db: TestDatabase) async throws {
    let quality = db.app("quality")
    var first = Review.opened(of: order.id, .automatic, endedAt: at(6), at: at(7))
    #expect(try await quality.execute(InsertReview(review: first)) == [first.id])
    first.state = .taken
    first.assignee = id(8)
    first.takenAt = at(8)
    first.isOwnAct = true
    first.form = ReviewForm(
      rightWorker: true, onTime: 1, work: 2, supplies: .missing, describedWell: false,
      reached: [.client, .worker], cause: .time, findings: "findings", textForClient: "client",
      textForWorker: "worker", nothingForClient: false, nothingForWorker: false)
    #expect(try await recorded(first, in: quality) == [2])
    var found = try await find(first.id, in: quality)
    #expect(found.id == first.id && found.orderID == order.id && found.origin == .automatic)
    #expect(found.state == .taken && found.assignee == id(8) && found.version == 2)
    #expect(found.form == first.form && found.isOwnAct)
    #expect([found.openedAt, found.takenAt, found.dueAt] == [at(7), at(8), at(6 + 72)])
    #expect(found.openedBy == nil && found.follows == nil && found.drawID == nil)
    #expect(try await recorded(first, in: quality) == [], "its version is another one by now")
    found.state = .closed
    found.assignee = nil
    found.closedAt = at(9)
    found.closedBy = id(9)
    found.form.textForWorker = nil
    found.form.nothingForWorker = true
    #expect(try await recorded(found, in: quality) == [3])
    let closed = try await find(first.id, in: quality)
    #expect(closed.closedAt == at(9) && closed.closedBy == id(9) && closed.form == found.form)
    let next = Review.opened(
      of: order.id, .named, endedAt: at(6), follows: first.id, by: id(7), at: at(10))
    try await quality.execute(InsertReview(review: next, reason: "reason"))
    let second = try await find(next.id, in: quality)
    #expect(second.follows == first.id && second.openedBy == id(7) && second.origin == .named)
  }

  private func recorded(
    _ review: Review, in quality: PostgresClient
  ) async throws -> [Int64] {
    let step = ReviewStep(event: .saved, by: id(8), at: at(8))
    return try await quality.execute(RecordReview(review: review, step: step))
  }

  private func find(_ id: UUID, in quality: PostgresClient) async throws -> Review {
    try #require(try await quality.readOne(FindRow<Review>(id: id)))
  }

  private func id(_ number: Int) -> UUID {
    UUID(uuid: (0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, UInt8(number)))
  }

  /// So many hours after a certain time.
  private func at(_ hours: Double) -> Date {
    Date(timeIntervalSince1970: 1_803_891_600 + hours * 3600)
  }
}
