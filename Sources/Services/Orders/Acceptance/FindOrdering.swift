import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

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
    let client = try OrderingClient(row: &row)
    return Row(client: client, serviceType: try row.next() ? try ServiceType(row: &row) : nil)
  }
}

extension OrdersModule {
  /// The client and the service type of a request.
  ///
  /// - Throws: 403 for a client who is not registered or not active, 409 for a service type that
  ///   is not on offer.
  func ordering(
    _ serviceTypeID: UUID, _ viewer: Viewer
  ) async throws -> (client: OrderingClient, type: ServiceType) {
    let subject = viewer.caller.subject
    let found = try await database.readOne(
      FindOrdering(
        clientSubject: subject, serviceTypeID: serviceTypeID,
        openOrdersMax: configuration.openOrdersMax))
    guard let client = found?.client else { throw Problem.clientNotRegistered }
    guard client.isActive else { throw Problem.clientInactive }
    guard let type = found?.serviceType, type.isActive else {
      throw Problem.serviceNotOffered
    }
    return (client, type)
  }
}
