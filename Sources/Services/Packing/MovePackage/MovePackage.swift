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
    guard let package = try await written(step, act, in: transaction) else {
      let found = try await transaction.one(find)
      throw Problem.refused(step, found, act, takeBack: configuration.takeBack)
    }
    try transaction.publish(step, package, act)
    transaction.afterCommit { noteChange() }
    return package
  }

  private func written(
    _ step: PackageStep, _ act: PackageAct, in transaction: Transaction
  ) async throws -> Package? {
    if step == .cookieArrived { return try await transaction.one(MarkCookieArrived(act: act)) }
    let earliest = act.now.addingTimeInterval(-configuration.takeBack)
    return try await transaction.one(MovePackage(step: step, act: act, doneAfter: earliest))
  }
}
