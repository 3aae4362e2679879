import FoundationEssentials
import Postgres
import ServiceKit

/// What can be ordered.
struct ServiceType: Sendable {
  let id: UUID
  var name: String
  var description = ""
  var durationMinutes: Int
  var isActive = true
  /// What matters to it, by characteristic, and how much.
  var characteristics: [String: Int] = [:]
  var packingList: [String] = []
  var leadMinutes = 120
  var horizonDays = 60
  var travelMinutes = 60
  var version: Int64

  func offeredTimes(at now: Date) -> OfferedTimes {
    OfferedTimes(now: now, leadMinutes: leadMinutes, horizonDays: horizonDays)
  }

  func times(scheduledAt: Date) -> OrderTimes {
    OrderTimes(
      scheduledAt: scheduledAt, durationMinutes: durationMinutes, travelMinutes: travelMinutes)
  }
}

extension ServiceType: VersionedRow {
  static let table = "orders.service_type s"
  /// From a row source named `s`.
  static let columns = """
    s.id, s.name, s.description, s.duration_minutes, s.active, s.characteristics,
           s.packing_list, s.lead_minutes, s.horizon_days, s.travel_minutes, s.version
    """

  init(row: inout RowReader) throws {
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

  var stored: Bindings {
    [
      name, description, durationMinutes, isActive, JSON(characteristics), packingList, leadMinutes,
      horizonDays, travelMinutes,
    ]
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
