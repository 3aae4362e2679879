import Contracts
import FoundationEssentials
import ServiceKit

/// The request form.
struct OrderForm: Sendable {
  let serviceTypeID: UUID
  let description: String
  let place: String
  let phone: String
  let email: String
  let scheduledAt: Date
  let maxCharge: Money?

  /// - Throws: 400 with all mistakes.
  init(_ form: Form) throws {
    serviceTypeID = form.uuid("service_type_id")
    description = form.text("description", 1...2000)
    place = form.text("place", 1...500)
    phone = form.phone()
    email = form.email()
    scheduledAt = form.time("scheduled_at")
    maxCharge = form.optionalMoney("max_charge")
    try form.finish()
  }
}
