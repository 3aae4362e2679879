import Contracts
import FoundationEssentials
import Hummingbird
import ServiceKit

/// What an order would cost and when it could be: nothing is kept and nobody is reserved.
struct Quote: JSONWritable {
  let serviceTypeID: UUID
  let terms: Terms
  /// What the client has still to pay until the discount rises; nil at the highest.
  let missingForNextDiscount: Money?
  let offered: OfferedTimes
  let times: [Date]

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("service_type_id", serviceTypeID)
    writer.field("price", terms.price)
    writer.field("discount_percent", terms.discountPercent)
    writer.field("missing_for_next_discount", missingForNextDiscount)
    writer.field("charge", terms.charge)
    writer.field("earliest_at", offered.earliest)
    writer.field("latest_at", offered.latest)
    writer.field("times", times)
    writer.endObject()
  }
}

extension OrdersModule {
  /// As many times as a quote lists: a day of half hours.
  private static let quotedTimes = 48

  @Sendable func quoteOrder(_ request: Request, _ context: RequestScope) async throws -> Response {
    let viewer = try context.viewer(.client)
    let form = try await request.form(context)
    let serviceTypeID = form.uuid("service_type_id")
    let from = form.optionalTime("from")
    try form.finish()
    let now = clock.now()
    let (client, type) = try await ordering(serviceTypeID, viewer)
    let offered = type.offeredTimes(at: now)
    let input = PriceInput(
      serviceType: type, scheduledAt: from ?? offered.earliest, workerID: nil)
    let terms = terms(of: input, discountPercent: discount.percent(paid: client.paid))
    return json(
      Quote(
        serviceTypeID: type.id, terms: terms,
        missingForNextDiscount: discount.missing(paid: client.paid), offered: offered,
        times: offered.halfHours(from: from, limit: Self.quotedTimes)))
  }
}
