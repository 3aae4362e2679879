import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// An order as its events have told of it.
struct KnownOrder: Sendable {
  let id: UUID
  let clientID: UUID
  let clientFirstName: String
  let clientName: String
  let workerID: UUID
  let workerFirstName: String
  let workerName: String
  let serviceTypeID: UUID
  let serviceTypeName: String
  /// nil: it is forgotten.
  let description: String?
  let place: String
  /// nil: it is forgotten.
  let phone: String?
  let scheduledAt: Date
  let endsAt: Date
  let pickUpAt: Date?
  let price: Money
  let discountPercent: Int
  let charge: Money
  let earning: Money?
  let packingList: [String]
  let copyOf: UUID?
  let acceptedAt: Date
  let startedAt: Date?
  /// nil: it has not ended.
  let outcome: OrderOutcome?
  let reason: String?
  let endedBy: OrderActor?
  let endedAt: Date?
}

extension KnownOrder {
  /// What every statement that answers with orders selects, of a row source named `o`.
  static let columns = """
    o.order_id, o.client_id, o.client_first_name, o.client_name, o.worker_id, o.worker_first_name,
    o.worker_name, o.service_type_id, o.service_type_name, o.description, o.place, o.phone,
    o.scheduled_at, o.ends_at, o.pick_up_at, o.price, o.discount_percent, o.charge, o.earning,
    o.packing_list, o.copy_of, o.accepted_at, o.started_at, o.outcome, o.reason, o.ended_by_role,
    o.ended_by_id, o.ended_at
    """

  init(row: inout RowReader) throws {
    id = try row.next()
    clientID = try row.next()
    clientFirstName = try row.next()
    clientName = try row.next()
    workerID = try row.next()
    workerFirstName = try row.next()
    workerName = try row.next()
    serviceTypeID = try row.next()
    serviceTypeName = try row.next()
    description = try row.next()
    place = try row.next()
    phone = try row.next()
    scheduledAt = try row.next()
    endsAt = try row.next()
    pickUpAt = try row.next()
    price = try row.next()
    discountPercent = try row.next()
    charge = try row.next()
    earning = try row.next()
    packingList = try row.next()
    copyOf = try row.next()
    acceptedAt = try row.next()
    startedAt = try row.next()
    outcome = try row.next()
    reason = try row.next()
    let (role, subject): (String?, ExactText?) = (try row.next(), try row.next())
    endedBy = role.map { OrderActor(role: $0, id: subject) }
    endedAt = try row.next()
  }

  /// Whether this manager has ended it: who did is no judge of it.
  func wasEnded(by manager: UUID) -> Bool { endedBy?.isManager(manager) ?? false }
}

struct FindOrder: Statement {
  static let sql = """
    select \(KnownOrder.columns)
    from   quality.known_order o
    where  o.order_id = $1
    """

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> KnownOrder { try KnownOrder(row: &row) }
}
