import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// A clerk's act on a package.
struct PackageAct: Sendable {
  let package: UUID
  /// The subject of the clerk's token.
  let clerk: ExactText
  /// What `If-Match` asked for; nil: any.
  let versions: [Int64]?
  /// Which step is to be taken back, if one is; nil: the last one.
  var takingBack: PackageTakenBack.Step?
  let now: Date
}

extension PackingModule {
  /// Does a step if the package stands where it may be done, keeps who did it, and publishes it.
  ///
  /// - Throws: problems: 404, 412, or 409 with why it cannot be done.
  func act(
    _ step: PackageStep, _ act: PackageAct, in transaction: Transaction
  ) async throws -> Package {
    let find = FindPackage(id: act.package, workerID: nil)
    var act = act
    if step == .takeBack, act.takingBack == nil {
      act.takingBack = try await transaction.one(find)?.lastStep?.step
    }
    guard let package = try await moved(step, act, in: transaction) else {
      let found = try await transaction.one(find)
      throw Problem.refused(step, found, act, takeBack: configuration.takeBack)
    }
    try transaction.publish(step, package, act)
    transaction.afterCommit { noteChange() }
    return package
  }

  private func moved(
    _ step: PackageStep, _ act: PackageAct, in transaction: Transaction
  ) async throws -> Package? {
    switch step {
    case .ready: try await transaction.one(MakeReady(act: act))
    case .issue: try await transaction.one(IssuePackage(act: act))
    case .takeBack: try await takenBack(act, in: transaction)
    case .unpack: try await transaction.one(UnpackPackage(act: act))
    case .cookieArrived: try await transaction.one(MarkCookieArrived(act: act))
    }
  }

  private func takenBack(
    _ act: PackageAct, in transaction: Transaction
  ) async throws -> Package? {
    let earliest = act.now.addingTimeInterval(-configuration.takeBack)
    return switch act.takingBack {
    case .ready: try await transaction.one(TakeBackReady(act: act, doneAfter: earliest))
    case .issued: try await transaction.one(TakeBackIssued(act: act, doneAfter: earliest))
    case .unpacked: try await transaction.one(TakeBackUnpacked(act: act, doneAfter: earliest))
    case nil: nil
    }
  }
}
