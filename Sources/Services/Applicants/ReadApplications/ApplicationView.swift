import FoundationEssentials
import Postgres
import ServiceKit

/// All that a manager is told of one application.
struct ApplicationView: ResourceView {
  let application: Application
  let invitations: [InvitationRecord]
  /// Of the attempt of who is tested, now; nil of any other.
  let standing: StandingNow?
  let others: [OtherApplication]

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    application.writeFields(to: &writer)
    writer.field("invitations", invitations)
    writer.field("standing", standing)
    writer.field("other_applications", others)
    writer.endObject()
  }
}

/// Another application of the same mailbox.
struct OtherApplication: Sendable {
  let id: UUID
  let vacancyID: UUID
  let status: ApplicationStatus
  let createdAt: Date
  let decidedAt: Date?
}

extension OtherApplication: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("vacancy_id", vacancyID)
    writer.field("status", status.rawValue)
    writer.field("created_at", createdAt)
    writer.field("decided_at", decidedAt)
    writer.endObject()
  }
}

/// The last ones of the same mailbox, which an erased one has not, the newest first.
struct ListOtherApplications: Statement {
  static let sql = """
    select o.id, o.vacancy_id, o.status, o.created_at, o.decided_at
    from   applicants.application a
    join   applicants.application o on o.email_key = a.email_key and o.id <> a.id
    where  a.id = $1
    and    o.status <> 'unconfirmed'
    order  by o.created_at desc, o.id
    limit  50
    """

  let application: UUID
  var bindings: Bindings { [application] }
  static func decode(_ row: inout RowReader) throws -> OtherApplication {
    OtherApplication(
      id: try row.next(), vacancyID: try row.next(), status: try row.next(),
      createdAt: try row.next(), decidedAt: try row.next())
  }
}
