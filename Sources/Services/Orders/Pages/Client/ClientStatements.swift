import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// A client as their register has them, for what pages say and fill in.
struct Orderer: Sendable {
  let firstName: String
  let phone: String?
  let email: String
  let place: String?
  let isActive: Bool
  let paid: Money
}

/// The client of HCB's id.
struct FindOrderer: Statement {
  static let sql = """
    select c.first_name, c.phone, c.email, c.place, c.active, c.paid
    from   clients_api.v1_client c
    where  c.external_id = $1
    """

  let subject: ExactText

  var bindings: Bindings { [subject] }
  static func decode(_ row: inout RowReader) throws -> Orderer {
    Orderer(
      firstName: try row.next(), phone: try row.next(), email: try row.next(),
      place: try row.next(), isActive: try row.next(), paid: try row.next())
  }
}

/// Which of some workers have a photo.
struct FindFaces: Statement {
  static let sql = """
    select w.id
    from   workers_api.v1_worker w
    where  w.id = any ($1)
    and    w.photo_sha256 is not null
    """

  let workers: [UUID]

  var bindings: Bindings { [workers] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// The copy of an order that is open, if there is one.
struct FindOpenCopy: Statement {
  static let sql = """
    select o.id
    from   orders.orders o
    where  o.copy_of = $1
    and    o.status in ('accepted', 'started')
    """

  let original: UUID

  var bindings: Bindings { [original] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// A client's open orders, the soonest first; that the statuses stand in it leads to their index.
struct ListComingOrders: Statement {
  /// More than anybody may have open, unless that is not limited.
  static let most = 200
  static let sql = """
    select \(Order.columns)
    from   orders.orders o
    where  o.client_id = (select v.id from clients_api.v1_client v where v.external_id = $1)
    and    o.status in ('accepted', 'started')
    order  by o.scheduled_at, o.id
    limit  \(most)
    """

  let subject: ExactText

  var bindings: Bindings { [subject] }
  static func decode(_ row: inout RowReader) throws -> Order { try Order(row: &row) }
}

/// Of what a client's list of orders shows: all that are open, and the last ones that have ended.
struct FingerprintOfClient: Statement {
  static let ended = 20
  static let sql = Fingerprint.sql(
    of: """
      (select o.id, o.version
             from   orders.orders o
             where  o.client_id = (select v.id
                                   from   clients_api.v1_client v
                                   where  v.external_id = $1)
             and    o.status in ('accepted', 'started')
             order  by o.scheduled_at, o.id
             limit  \(ListComingOrders.most))
            union all
            (select o.id, o.version
             from   orders.orders o
             where  o.client_id = (select v.id
                                   from   clients_api.v1_client v
                                   where  v.external_id = $1)
             and    o.status in ('completed', 'cancelled', 'failed')
             order  by o.scheduled_at desc, o.id desc
             limit  \(ended))
      """)

  let subject: ExactText

  var bindings: Bindings { [subject] }
  static func decode(_ row: inout RowReader) throws -> Int64 { try row.next() }
}
