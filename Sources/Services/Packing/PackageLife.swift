import Contracts
import FoundationEssentials
import Postgres

/// Where a package stands.
enum PackageStatus: String, CaseIterable, Sendable, PostgresText {
  case toPack = "to_pack"
  case ready, issued
}

/// What a clerk does with a package, by the last part of its path.
enum PackageStep: String, CaseIterable, Sendable {
  case ready, issue
  case takeBack = "take-back"
  case unpack
  case cookieArrived = "cookie-arrived"
}

extension Package {
  /// What may be done with it at an instant; the conditional updates ask the same of the row.
  func steps(at now: Date, takeBack: TimeInterval) -> Set<PackageStep> {
    var steps: Set<PackageStep> = []
    if status == .toPack, outcome == nil { steps.insert(.ready) }
    if status == .ready, outcome == nil { steps.insert(.issue) }
    if let end = takeBackUntil(takeBack), now < end { steps.insert(.takeBack) }
    if outcome != nil, unpackedAt == nil { steps.insert(.unpack) }
    if cookie.status != .arrived { steps.insert(.cookieArrived) }
    return steps
  }

  /// Whether it is still to be issued.
  var isAwaited: Bool { outcome == nil && status != .issued }

  /// Whether it should have been issued by now.
  func isLate(at now: Date) -> Bool { isAwaited && pickUpAt <= now }

  /// until when the last step can be taken back; nil: there is none.
  func takeBackUntil(_ duration: TimeInterval) -> Date? {
    lastStep?.at.addingTimeInterval(duration)
  }

  /// The last thing that a clerk did with it, of what has not been taken back; one after the other
  /// they can all be.
  var lastStep: (step: PackageTakenBack.Step, at: Date)? {
    if let unpackedAt { return (.unpacked, unpackedAt) }
    if let issuedAt { return (.issued, issuedAt) }
    return readyAt.map { (.ready, $0) }
  }
}
