import Contracts
import FoundationEssentials
import Postgres

/// What is packed for one order, as its row has it, and the cookie that goes with it.
struct Package: Hashable, Sendable {
  /// The order's id as well.
  let id: UUID
  let status: PackageStatus
  let workerID: UUID
  let workerName: String
  let clientFirstName: String
  let serviceTypeName: String
  let description: String
  let place: String
  let scheduledAt: Date
  /// By when it is needed: when the worker sets out.
  let pickUpAt: Date
  let packingList: [String]
  let readyAt: Date?
  let issuedAt: Date?
  /// How the order ended; nil: it has not.
  let outcome: OrderOutcome?
  let endedAt: Date?
  let unpackedAt: Date?
  /// Off the list: taken apart, or issued and used up.
  let isDone: Bool
  let createdAt: Date
  let version: Int64
  /// Its place among all changes of packages; nil until the feed has given it one.
  let change: Int64?
  let cookie: Cookie
}

extension Package {
  /// What every statement that answers with packages selects, from row sources named `p` and `c`.
  static let columns = """
    p.id, p.status, p.worker_id, p.worker_name, p.client_first_name, p.service_type_name,
           p.description, p.place, p.scheduled_at, p.pick_up_at, p.packing_list,
           p.ready_at, p.issued_at, p.outcome, p.ended_at, p.unpacked_at, p.done,
           p.created_at, p.version, p.change,
           \(Cookie.columns)
    """

  init(row: inout RowReader) throws {
    id = try row.next()
    status = try row.next()
    workerID = try row.next()
    workerName = try row.next()
    clientFirstName = try row.next()
    serviceTypeName = try row.next()
    description = try row.next()
    place = try row.next()
    scheduledAt = try row.next()
    pickUpAt = try row.next()
    packingList = try row.next()
    readyAt = try row.next()
    issuedAt = try row.next()
    outcome = try row.next()
    endedAt = try row.next()
    unpackedAt = try row.next()
    isDone = try row.next()
    createdAt = try row.next()
    version = try row.next()
    change = try row.next()
    cookie = try Cookie(row: &row)
  }
}
