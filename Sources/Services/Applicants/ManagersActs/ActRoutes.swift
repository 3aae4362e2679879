import Hummingbird
import ServiceKit

extension ApplicantsModule {
  /// What managers do with one application.
  func addActRoutes(to router: ServiceRouter) {
    router.patch("/api/applications/{id}", use: holdApplication)
    router.put("/api/applications/{id}/test-set", use: setTests)
    router.post("/api/applications/{id}/invite", use: inviteApplicant)
    router.post("/api/applications/{id}/extra-time", use: addTime)
    router.post("/api/applications/{id}/decision", use: decideOnApplication)
  }

  @Sendable private func holdApplication(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try await act(request, context, ActTerms(isIdempotent: false)) { HoldAct($0) }
  }

  @Sendable private func setTests(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try await act(request, context, ActTerms(requiresMatch: true, isIdempotent: false)) {
      try await testSet($0)
    }
  }

  @Sendable private func inviteApplicant(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try await act(request, context, ActTerms(bodyIsOptional: true)) { InviteAct($0) }
  }

  @Sendable private func addTime(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try await act(request, context) { ExtraTimeAct($0) }
  }

  @Sendable private func decideOnApplication(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try await act(request, context) { DecisionAct($0) }
  }
}
