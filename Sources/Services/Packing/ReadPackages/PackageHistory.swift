import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// One thing that happened to a package or its cookie.
struct PackageHistoryEntry: Sendable {
  let packageID: UUID
  let version: Int64
  let event: String
  let at: Date
  /// Who did it: `clerk`, `contractor`, or `orders` and `packing` by themselves.
  let by: String
  let subject: ExactText?
}

/// What happened to each of some packages, in order.
struct FindPackageHistory: Statement {
  static let sql = """
    select package_id, version, event, at, by_role, by_subject
    from   packing.package_history
    where  package_id = any ($1)
    order  by package_id, version
    """

  let packageIDs: [UUID]

  var bindings: Bindings { [packageIDs] }
  static func decode(_ row: inout RowReader) throws -> PackageHistoryEntry {
    PackageHistoryEntry(
      packageID: try row.next(), version: try row.next(), event: try row.next(),
      at: try row.next(), by: try row.next(), subject: try row.next())
  }
}

extension PackageHistoryEntry: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("version", version)
    writer.field("event", event)
    writer.field("at", at)
    writer.field("by", by)
    writer.field("subject", subject)
    writer.endObject()
  }
}
