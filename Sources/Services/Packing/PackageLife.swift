import FoundationEssentials
import Postgres

/// Where a package stands.
enum PackageStatus: String, CaseIterable, Sendable, PostgresText {
  case toPack = "to_pack"
  case ready, issued
}

/// How an order ended.
enum OrderOutcome: String, CaseIterable, Sendable, PostgresText {
  case completed, cancelled, failed
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
    if let end = takeBackUntil(takeBack), now < end, unpackedAt == nil { steps.insert(.takeBack) }
    if outcome != nil, unpackedAt == nil { steps.insert(.unpack) }
    if cookie.status != .arrived { steps.insert(.cookieArrived) }
    return steps
  }

  /// until when a wrong "issued" can be taken back; nil unless it is issued.
  func takeBackUntil(_ duration: TimeInterval) -> Date? {
    issuedAt?.addingTimeInterval(duration)
  }
}
