import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// A client as the register knows it.
struct Client: Sendable {
  var id: UUID
  /// HCB's id of its tester, the subject of the client's tokens.
  var externalID: ExactText
  var details: ClientDetails
  var active: Bool
  /// So far.
  var paid: Money
  var version: Int64
}

/// What a client is, apart from its standing with MCF.
struct ClientDetails: Sendable {
  var firstName: String
  var lastName: String
  var email: String
  var phone: String?
  /// The usual place.
  var place: String?
  /// nil: not told.
  var language: Language?

  static let nameLength = 1...100
  static let placeLength = 1...500
}

extension Client: RegisterRow {
  static let table = "clients.client"
  static let filterColumn: String? = "external_id"
  static let columns = """
    id, external_id, first_name, last_name, email, phone, place, language, active, paid, version
    """

  init(row: inout RowReader) throws {
    id = try row.next()
    externalID = try row.next()
    details = ClientDetails(
      firstName: try row.next(), lastName: try row.next(), email: try row.next(),
      phone: try row.next(), place: try row.next(), language: try row.next())
    active = try row.next()
    paid = Money(hundredths: try row.next())
    version = try row.next()
  }

  var stored: Bindings {
    [
      details.firstName, details.lastName, details.email, details.phone, details.place,
      details.language, active,
    ]
  }

  var changed: ClientChanged {
    ClientChanged(
      id: id, externalID: externalID, firstName: details.firstName, lastName: details.lastName,
      email: details.email, phone: details.phone, place: details.place,
      language: details.language, active: active, version: version)
  }

  static func path(_ id: UUID) -> String { Address.clients.below(id.wire).path }
}

/// A client as REST shows it.
struct ClientView: ResourceView, Sendable {
  let client: Client
  let discount: Discount

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", client.id)
    writer.field("external_id", client.externalID)
    writer.field("first_name", client.details.firstName)
    writer.field("last_name", client.details.lastName)
    writer.field("email", client.details.email)
    writer.field("phone", client.details.phone)
    writer.field("place", client.details.place)
    writer.field("language", client.details.language?.rawValue)
    writer.field("active", client.active)
    writer.field("paid", client.paid)
    writer.field("discount_percent", discount.percent(paid: client.paid))
    writer.field("missing_for_next_discount", discount.missing(paid: client.paid))
    writer.field("version", client.version)
    writer.endObject()
  }
}
