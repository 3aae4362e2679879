import Billing
import Hummingbird
import ServiceKit

extension ClientBillingModule {
  /// `POST /api/client-billing/notices/{adapter}`: something has changed there.
  ///
  /// 204; 202 for what was never tried there; 401 unless the provider has signed it; 404 for a way to
  /// pay that there is not; 409 for one that was received before.
  @Sendable func takeNotice(_ request: Request, _ context: RequestScope) async throws -> Response {
    // Paths have hyphens.
    let name = (context.coreContext.parameters.get("adapter") ?? "").replacing("-", with: "_")
    guard let adapter = adapter(named: name) else { throw Problem.notFound }
    let body = Array(buffer: try await request.bytes(limit: BodyLimit.form))
    let desk = NoticeDesk(database, clock: clock) {
      collecting.wake()
      refunding.wake()
    }
    let isKnown = try await desk.take(
      request.headers, body, from: type(of: adapter).name, adapter)
    return Response(status: isKnown ? .noContent : .accepted)
  }
}
