import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension PackingModule {
  func addMoveRoutes(to router: ServiceRouter) {
    for step in PackageStep.allCases {
      router.post(RouterPath("/api/packages/{id}/\(step.rawValue)")) { request, context in
        try await move(step, request, context)
      }
    }
  }

  private func move(
    _ step: PackageStep, _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let caller = try context.require(.clerk)
    let id = try context.id()
    let form = try await request.optionalForm(context)
    let takingBack = form.stepToTakeBack(step)
    try form.finish()
    let versions = try request.ifMatch().acceptedVersions
    let key = try request.idempotencyKey(caller, form.digest)
    let now = clock.now()
    let act = PackageAct(
      package: id, clerk: caller.subject, versions: versions, takingBack: takingBack, now: now)
    return try await database.withIdempotency(key, at: now) { transaction in
      let package = try await self.act(step, act, in: transaction)
      return StoredAnswer(view(package, .clerk), etag: package.version)
    }
  }
}

extension Form {
  /// Which step a take-back is meant for; nil: the last one. No other step has such a field.
  func stepToTakeBack(_ step: PackageStep) -> PackageTakenBack.Step? {
    step == .takeBack ? optionalChoice("step", PackageTakenBack.Step.self) : nil
  }
}
