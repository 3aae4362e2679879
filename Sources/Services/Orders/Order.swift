import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// An order as its row has it.
struct Order: Sendable {
  let id: UUID
  let clientID: UUID
  let workerID: UUID
  let serviceTypeID: UUID
  let status: OrderStatus
  let description: String
  let place: String
  let phone: String
  let email: String
  let scheduledAt: Date
  let maxCharge: Money?
  let clientFirstName: String
  let clientName: String
  let workerFirstName: String
  let workerName: String
  let serviceTypeName: String
  let packingList: [String]
  let endsAt: Date
  /// When the worker sets out: the beginning of what counts as busy.
  let pickUpAt: Date
  let price: Money
  let discountPercent: Int
  let charge: Money
  let earning: Money
  let copyOf: UUID?
  let chain: UUID
  let pipelineVersion: Int64
  let outcome: OrderOutcome?
  let reason: Reason?
  /// What who ended it wrote of how it went.
  let endingNote: String?
  let endedBy: Actor?
  let checkInPhoto: String?
  let reportPhoto: String?
  let createdAt: Date
  let startedAt: Date?
  let overdueAt: Date?
  let endedAt: Date?
  let version: Int64
  /// it has ended, and no copy of it is open.
  let copyOffered: Bool
}

extension Order {
  /// Every order begins with it, and so does its row.
  static let acceptedVersion: Int64 = 1

  /// What every statement that answers with orders selects, from a row source named `o`.
  static let columns = """
    o.id, o.client_id, o.worker_id, o.service_type_id, o.status,
           o.description, o.place, o.phone, o.email, o.scheduled_at, o.max_charge,
           o.client_first_name, o.client_name, o.worker_first_name, o.worker_name,
           o.service_type_name, o.packing_list, o.ends_at, lower(o.busy),
           o.price, o.discount_percent, o.charge, o.earning,
           o.copy_of, o.chain, o.pipeline_version,
           o.outcome, o.reason, o.note, o.ended_by,
           o.check_in_photo_sha256, o.report_photo_sha256,
           o.created_at, o.started_at, o.overdue_at, o.ended_at, o.version,
           o.status not in ('accepted', 'started') and not exists
             (select from orders.orders c
              where  c.copy_of = o.id
              and    c.status in ('accepted', 'started')) as copy_offered
    """

  init(row: inout RowReader) throws {
    id = try row.next()
    clientID = try row.next()
    workerID = try row.next()
    serviceTypeID = try row.next()
    status = try row.next()
    description = try row.next()
    place = try row.next()
    phone = try row.next()
    email = try row.next()
    scheduledAt = try row.next()
    maxCharge = try row.next()
    clientFirstName = try row.next()
    clientName = try row.next()
    workerFirstName = try row.next()
    workerName = try row.next()
    serviceTypeName = try row.next()
    packingList = try row.next()
    endsAt = try row.next()
    pickUpAt = try row.next()
    price = try row.next()
    discountPercent = Int(try row.next(as: Int32.self))
    charge = try row.next()
    earning = try row.next()
    copyOf = try row.next()
    chain = try row.next()
    pipelineVersion = try row.next()
    outcome = try row.next()
    reason = try row.next()
    endingNote = try row.next()
    endedBy = try row.next()
    checkInPhoto = try row.next()
    reportPhoto = try row.next()
    createdAt = try row.next()
    startedAt = try row.next()
    overdueAt = try row.next()
    endedAt = try row.next()
    version = try row.next()
    copyOffered = try row.next()
  }
}

extension OrderStatus: PostgresText {}
extension Reason: PostgresText {}
extension Actor: PostgresText {}
