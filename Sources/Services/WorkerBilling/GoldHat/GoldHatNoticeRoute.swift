import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

extension WorkerBillingModule {
  /// `POST /api/worker-billing/notices/gold-hat`: something has changed there. What it is, Gold Hat is
  /// asked: a notice is believed to be genuine, and nothing that it says.
  ///
  /// 204; 202 for what was never tried here; 401 unless Gold Hat has signed it; 409 for one that was
  /// received before.
  @Sendable func takeNotice(_ request: Request, _ context: RequestScope) async throws -> Response {
    let body = Array(buffer: try await request.bytes(limit: BodyLimit.form))
    let now = clock.now()
    do {
      let notice = try readNotice(request.headers, body, at: now)
      let isKnown = try await take(notice, at: now)
      TryMetrics.count(notice: isKnown ? .taken : .unknown, from: GoldHat.name)
      return Response(status: isKnown ? .noContent : .accepted)
    } catch let problem as Problem {
      let isRepeated = problem.status == .conflict
      TryMetrics.count(notice: isRepeated ? .repeated : .refused, from: GoldHat.name)
      throw problem
    }
  }

  /// Without an adapter there is no secret, and nothing is believed.
  private func readNotice(
    _ headers: HTTPFields, _ body: [UInt8], at now: Date
  ) throws(Problem) -> Notice {
    guard let adapter else {
      return Notice(
        try Webhook(headers: headers, body: body, secrets: [], at: now), of: [])
    }
    return try adapter.notice(headers, body, at: now)
  }

  /// - Returns: whether something was ever tried under what it names.
  private func take(_ notice: Notice, at now: Date) async throws -> Bool {
    let invoices = notice.references.compactMap { UUID(uuidString: $0.text) }
    var isKnown = false
    for invoice in invoices where try await database.readOne(FindTried(invoice)) == true {
      isKnown = true
    }
    try await database.take(notice.webhook, at: now) { transaction in
      for invoice in invoices { transaction.enqueue(LookNow(of: invoice, at: now)) }
      transaction.afterCommit { payouts?.wake() }
    }
    return isKnown
  }
}
