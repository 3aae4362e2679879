import Contracts
import FoundationEssentials
import ServiceKit

// What packing refuses, each with what the caller can do about it.
extension Problem {
  /// Why a step found no package that it can be done with.
  ///
  /// - Parameters:
  ///   - versions: what `If-Match` asked for; nil: nothing.
  ///   - takeBack: how long an "issued" can be taken back, in seconds.
  static func refused(
    _ step: PackageStep, _ package: Package?, _ versions: [Int64]?, takeBack: TimeInterval
  ) -> Problem {
    guard let package else { return .notFound }
    if let versions, !versions.contains(package.version) { return .preconditionFailed }
    switch step {
    case .ready, .issue:
      if let outcome = package.outcome { return .orderEnded(outcome) }
    case .takeBack:
      if package.unpackedAt == nil, let end = package.takeBackUntil(takeBack) {
        return .takeBackTooLate(closedAt: end)
      }
    case .unpack:
      if package.outcome == nil { return .orderOpen }
    case .cookieArrived: break
    }
    return .wrongState(step, package)
  }

  private static func orderEnded(_ outcome: OrderOutcome) -> Problem {
    conflict(
      "order-ended", "The order has ended (\(outcome.rawValue)); this package is to be unpacked.",
      members: ["outcome": .string(outcome.rawValue)])
  }

  private static var orderOpen: Problem {
    conflict("order-open", "The order has not ended, so its package is not to be unpacked.")
  }

  private static func takeBackTooLate(closedAt: Date) -> Problem {
    let time = Timestamp.format(closedAt)
    return conflict(
      "take-back-too-late", "This could be taken back until \(time).",
      members: ["closed_at": .string(time)])
  }

  private static func wrongState(_ step: PackageStep, _ package: Package) -> Problem {
    let detail =
      switch step {
      case .ready: "This needs a package that is to be packed"
      case .issue: "This needs a package that is ready"
      case .takeBack: "This needs a package that is issued"
      case .unpack: "This package was unpacked already"
      case .cookieArrived: "This cookie has arrived already"
      }
    return conflict(
      "wrong-state", "\(detail); it is \(package.status.rawValue).",
      members: ["package_status": .string(package.status.rawValue)])
  }
}

extension Precondition {
  /// The versions of which the present one must be; nil: any.
  var acceptedVersions: [Int64]? {
    guard case .versions(let versions) = self else { return nil }
    return versions.sorted()
  }
}
