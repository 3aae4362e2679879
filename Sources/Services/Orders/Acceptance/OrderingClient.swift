import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// What orders know of a client, read from the register's view.
struct OrderingClient: Sendable {
  let id: UUID
  let firstName: String
  let lastName: String
  let isActive: Bool
  let paid: Money
  /// As many as were counted.
  let openOrders: Int
}

extension OrderingClient {
  /// Requests at the same instant may pass this together: nothing is locked for it.
  ///
  /// - Parameter maximum: how many orders may be open; 0: any number.
  /// - Throws: 409 for a client who has ordered enough for now.
  func mayOrder(openOrdersMax maximum: Int) throws {
    guard maximum == 0 || openOrders < maximum else { throw Problem.tooManyOpenOrders(maximum) }
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

  init?(row: inout RowReader) throws {
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
