import Billing
import Hummingbird
import ServiceKit

extension WorkerBillingModule {
  /// `POST /api/worker-billing/notices/gold-hat`: something has changed there.
  ///
  /// 204; 202 for what was never tried here; 401 unless Gold Hat has signed it; 409 for one that was
  /// received before.
  @Sendable func takeNotice(_ request: Request, _ context: RequestScope) async throws -> Response {
    let body = Array(buffer: try await request.bytes(limit: BodyLimit.form))
    let desk = NoticeDesk(database, clock: clock) { payouts?.wake() }
    let isKnown = try await desk.take(request.headers, body, from: GoldHat.name, adapter)
    return Response(status: isKnown ? .noContent : .accepted)
  }
}
