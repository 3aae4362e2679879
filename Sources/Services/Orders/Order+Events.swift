import Contracts
import FoundationEssentials

/// What happened to an order, as it is published.
extension Order {
  var facts: OrderFacts {
    OrderFacts(
      orderID: id, clientID: clientID, clientFirstName: clientFirstName, clientName: clientName,
      workerID: workerID, workerFirstName: workerFirstName, workerName: workerName,
      serviceTypeID: serviceTypeID, serviceTypeName: serviceTypeName, description: description,
      place: place, phone: phone, email: email, scheduledAt: scheduledAt, endsAt: endsAt,
      pickUpAt: pickUpAt, price: price, discountPercent: discountPercent, charge: charge,
      earning: earning, packingList: packingList, copyOf: copyOf, acceptedAt: createdAt)
  }

  var accepted: OrderAccepted { OrderAccepted(facts, .init()) }

  var started: OrderStarted? {
    guard let startedAt, let photo = photo(.checkIn) else { return nil }
    return OrderStarted(facts, .init(startedAt: startedAt, checkInPhoto: photo))
  }

  func overdue(at now: Date, failsAfter reportFail: TimeInterval) -> OrderOverdue? {
    guard let startedAt, let photo = photo(.checkIn) else { return nil }
    return OrderOverdue(
      facts,
      .init(
        startedAt: startedAt, checkInPhoto: photo, overdueAt: now,
        failsAt: endsAt.addingTimeInterval(reportFail)))
  }

  func finished(by subject: ExactText?) -> OrderFinished? {
    guard let outcome, let endedAt, let endedBy else { return nil }
    return OrderFinished(
      facts,
      .init(
        outcome: outcome, reason: reason?.rawValue, note: endingNote,
        endedBy: OrderActor(role: endedBy.rawValue, id: subject), startedAt: startedAt,
        endedAt: endedAt, checkInPhoto: photo(.checkIn), reportPhoto: photo(.report)))
  }

  private func photo(_ kind: PhotoKind) -> PhotoReference? {
    digest(of: kind).map {
      PhotoReference(sha256: $0, path: Address.orders.below(id.wire, "photos", kind.rawValue).path)
    }
  }
}

/// The two photos of an order, by their name in paths.
enum PhotoKind: String, CaseIterable, Sendable {
  case checkIn = "check-in"
  case report
}

extension Order {
  func digest(of kind: PhotoKind) -> String? {
    switch kind {
    case .checkIn: checkInPhoto
    case .report: reportPhoto
    }
  }
}
