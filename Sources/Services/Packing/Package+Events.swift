import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

/// What happened to a package, as it is published.
extension Package {
  var facts: PackageFacts {
    PackageFacts(
      orderID: id, workerID: workerID, workerName: workerName, clientFirstName: clientFirstName,
      serviceTypeName: serviceTypeName, description: description, place: place,
      scheduledAt: scheduledAt, pickUpAt: pickUpAt, packingList: packingList)
  }
}

extension Transaction {
  /// Publishes what a clerk did with a package, whose row this transaction has written. Unpacking
  /// and cookies are the department's own business.
  func publish(_ step: PackageStep, _ package: Package, _ act: PackageAct) throws {
    let (facts, clerk, now) = (package.facts, act.clerk, act.now)
    switch step {
    case .ready:
      try append(PackageReady(facts, .init(readyAt: now, clerkID: clerk)), of: package, now)
    case .issue:
      try append(PackageIssued(facts, .init(issuedAt: now, clerkID: clerk)), of: package, now)
    case .takeBack:
      try append(
        PackageTakenBack(
          facts, .init(takenBackAt: now, clerkID: clerk, step: act.takingBack)),
        of: package, now)
    case .unpack, .cookieArrived: break
    }
  }

  private func append(_ payload: some EventPayload, of package: Package, _ now: Date) throws {
    try append(payload, of: package.id, version: package.version, at: now)
  }
}
