import FoundationEssentials
import Postgres
import ServiceKit

/// What can be ordered.
struct ServiceType: Sendable {
  let id: UUID
  let name: String
  let description: String
  let durationMinutes: Int
  let isActive: Bool
  /// What matters to it, by characteristic, and how much.
  let characteristics: [String: Int]
  let packingList: [String]
  let leadMinutes: Int
  let horizonDays: Int
  let travelMinutes: Int
  let version: Int64

  func offeredTimes(at now: Date) -> OfferedTimes {
    OfferedTimes(now: now, leadMinutes: leadMinutes, horizonDays: horizonDays)
  }

  func times(scheduledAt: Date) -> OrderTimes {
    OrderTimes(
      scheduledAt: scheduledAt, durationMinutes: durationMinutes, travelMinutes: travelMinutes)
  }
}

extension ServiceType {
  /// What statements select, from a row source named `s`.
  static let columns = """
    s.id, s.name, s.description, s.duration_minutes, s.active, s.characteristics,
           s.packing_list, s.lead_minutes, s.horizon_days, s.travel_minutes, s.version
    """

  init(_ row: inout RowReader) throws {
    id = try row.next()
    name = try row.next()
    description = try row.next()
    durationMinutes = Int(try row.next(as: Int32.self))
    isActive = try row.next()
    characteristics = try row.next(as: JSON<[String: Int]>.self).value
    packingList = try row.next()
    leadMinutes = Int(try row.next(as: Int32.self))
    horizonDays = Int(try row.next(as: Int32.self))
    travelMinutes = Int(try row.next(as: Int32.self))
    version = try row.next()
  }
}

extension ServiceType: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("name", name)
    writer.field("description", description)
    writer.field("duration_minutes", durationMinutes)
    writer.field("active", isActive)
    writer.key("characteristics")
    writer.beginObject()
    for (name, weight) in characteristics.sorted(by: { $0.key < $1.key }) {
      writer.field(name, weight)
    }
    writer.endObject()
    writer.field("packing_list", packingList)
    writer.field("lead_minutes", leadMinutes)
    writer.field("horizon_days", horizonDays)
    writer.field("travel_minutes", travelMinutes)
    writer.field("version", version)
    writer.endObject()
  }
}
