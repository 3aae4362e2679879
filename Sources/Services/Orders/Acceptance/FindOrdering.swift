import Contracts
import FoundationEssentials
import Postgres

/// What placing and quoting need to know: the client by HCB's id, and the service type.
struct FindOrdering: Statement {
  struct Row: Sendable {
    let client: OrderingClient?
    let serviceType: ServiceType?
  }

  static let sql = """
    select \(OrderingClient.columns(countingUpTo: "$3")),
           s.id is not null,
           \(ServiceType.columns)
    from   (values (1)) as always
           left join clients_api.v1_client c on c.external_id = $1
           left join orders.service_type   s on s.id = $2
    """

  let clientSubject: ExactText
  let serviceTypeID: UUID
  /// Open orders are counted up to here.
  let openOrdersMax: Int

  var bindings: Bindings { [clientSubject, serviceTypeID, openOrdersMax] }

  static func decode(_ row: inout RowReader) throws -> Row {
    let client = try OrderingClient(&row)
    return Row(client: client, serviceType: try row.next() ? try ServiceType(&row) : nil)
  }
}

extension OrderingClient {
  /// What statements select, from a row source named `c` that may be missing.
  ///
  /// - Parameter most: up to how many open orders are counted, as an expression.
  static func columns(countingUpTo most: String) -> String {
    """
    c.id, c.first_name, c.last_name, c.active, c.paid,
           (select count(*)
            from   (select
                    from   orders.orders o
                    where  o.client_id = c.id
                    and    o.status in ('accepted', 'started')
                    limit  \(most)) as open)
    """
  }

  init?(_ row: inout RowReader) throws {
    let id = try row.next(as: UUID?.self)
    let firstName = try row.next(as: String?.self)
    let lastName = try row.next(as: String?.self)
    let isActive = try row.next(as: Bool?.self)
    let paid = try row.next(as: Int64?.self)
    let openOrders = try row.next(as: Int.self)
    guard let id, let firstName, let lastName, let isActive, let paid else { return nil }
    self.init(
      id: id, firstName: firstName, lastName: lastName, isActive: isActive,
      paid: Money(hundredths: paid), openOrders: openOrders)
  }
}
