import Contracts
import FoundationEssentials
import ServiceKit

// What packing refuses, each with what the caller can do about it.
extension Problem {
  /// Why a step found no package that it can be done with.
  ///
  /// - Parameters:
  ///   - package: as it is by now.
  ///   - takeBack: how long an "issued" can be taken back, in seconds.
  static func refused(
    _ step: PackageStep, _ package: Package?, _ act: PackageAct, takeBack: TimeInterval
  ) -> Problem {
    guard let package else { return .notFound }
    if let versions = act.versions, !versions.contains(package.version) {
      return .preconditionFailed
    }
    // At the very end of its time a take-back may seem possible here and not to the database, whose
    // instants are no floating-point numbers.
    if step != .takeBack, package.steps(at: act.now, takeBack: takeBack).contains(step) {
      return .wrongState("Somebody changed this package at the same time; try again.", package)
    }
    switch step {
    case .ready, .issue:
      if let outcome = package.outcome { return .orderEnded(outcome) }
    case .takeBack:
      if let last = package.lastStep, last.step == act.takingBack {
        return .takeBackTooLate(closedAt: last.at.addingTimeInterval(takeBack))
      }
    case .unpack:
      if package.outcome == nil { return .orderOpen }
    case .cookieArrived: break
    }
    return .wrongState(wrongState(step, package), package)
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

  /// In what state a package is, that a step cannot be done with it.
  private static func wrongState(_ step: PackageStep, _ package: Package) -> String {
    switch (step, package.status) {
    case (.cookieArrived, _): "This package's cookie has arrived already."
    case (.unpack, _): "This package was unpacked already."
    case (.takeBack, _):
      package.lastStep.map { last in
        "The last step of this package is \"\(last.step.rawValue)\"; take that back."
      } ?? "Nothing was done with this package yet, so there is nothing to take back."
    case (.ready, .toPack), (.issue, .toPack): "This package is not ready yet; pack it first."
    case (.ready, .ready), (.issue, .ready): "This package is ready already."
    case (.ready, .issued), (.issue, .issued): "This package is issued already."
    }
  }

  private static func wrongState(_ detail: String, _ package: Package) -> Problem {
    conflict(
      "wrong-state", detail, members: ["package_status": .string(package.status.rawValue)])
  }
}
