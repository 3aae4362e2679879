import Contracts
import FoundationEssentials
import ServiceKit

/// A package in the form meant for one viewer: a worker sees what to collect and when, the rest is
/// the department's.
struct PackageView: ResourceView {
  let package: Package
  let viewer: PackageViewer.Role
  let takeBack: TimeInterval

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writeWhat(to: &writer)
    writeLife(to: &writer)
    switch viewer {
    case .worker: writer.field("cookie_arrived", package.cookie.status == .arrived)
    case .clerk, .manager: writeForDepartment(to: &writer)
    }
    writer.field("version", package.version)
    writer.endObject()
  }

  private func writeWhat(to writer: inout JSONWriter) {
    writer.field("id", package.id)
    writer.field("status", package.status.rawValue)
    writer.field("worker_id", package.workerID)
    writer.field("worker_name", package.workerName)
    writer.field("client_first_name", package.clientFirstName)
    writer.field("service_type_name", package.serviceTypeName)
    writer.field("description", package.description)
    writer.field("place", package.place)
    writer.field("scheduled_at", package.scheduledAt)
    writer.field("pick_up_at", package.pickUpAt)
    writer.field("packing_list", package.packingList)
  }

  private func writeLife(to writer: inout JSONWriter) {
    writer.field("ready_at", package.readyAt)
    writer.field("issued_at", package.issuedAt)
    writer.field("outcome", package.outcome?.rawValue)
    writer.field("ended_at", package.endedAt)
    writer.field("done", package.isDone)
  }

  private func writeForDepartment(to writer: inout JSONWriter) {
    writer.field("take_back_until", package.takeBackUntil(takeBack))
    writer.field("unpacked_at", package.unpackedAt)
    writer.field("created_at", package.createdAt)
    writer.field("cookie", package.cookie)
  }
}

extension Cookie: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("status", status.rawValue)
    writer.field("cause", cause?.rawValue)
    writer.field("due_at", dueAt)
    writer.field("reference", reference)
    writer.field("ordered_at", orderedAt)
    writer.field("arrived_at", arrivedAt)
    writer.endObject()
  }
}
