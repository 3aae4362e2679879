import Contracts
import FoundationEssentials
import ServiceKit

/// An order in the form meant for one viewer: who pays sees the charge, who works sees what it
/// earns and nothing from which the charge follows.
struct OrderView: ResourceView {
  let order: Order
  let actor: Actor
  let now: Date
  let durations: OrderDurations

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writeWhat(to: &writer)
    switch actor {
    case .worker: writeForWorker(to: &writer)
    case .manager: writeForManager(to: &writer)
    case .client, .sweeper: writeMoney(to: &writer)
    }
    writeLife(to: &writer)
    writer.endObject()
  }

  private func writeWhat(to writer: inout JSONWriter) {
    writer.field("id", order.id)
    writer.field("status", order.status.rawValue)
    writer.field("client_id", order.clientID)
    writer.field("worker_id", order.workerID)
    writer.field("worker_first_name", order.workerFirstName)
    writer.field("service_type_id", order.serviceTypeID)
    writer.field("service_type_name", order.serviceTypeName)
    writer.field("description", order.description)
    writer.field("place", order.place)
    writer.field("scheduled_at", order.scheduledAt)
    writer.field("ends_at", order.endsAt)
  }

  private func writeMoney(to writer: inout JSONWriter) {
    writer.field("phone", order.phone)
    writer.field("email", order.email)
    writer.field("price", order.price)
    writer.field("discount_percent", order.discountPercent)
    writer.field("charge", order.charge)
    writer.field("max_charge", order.maxCharge)
    writer.field("copy_offered", order.copyOffered)
  }

  private func writeForWorker(to writer: inout JSONWriter) {
    let isVisible = order.showsPhoneToWorker(at: now, for: durations.phoneVisible)
    writer.field("phone", isVisible ? order.phone : nil)
    writer.field("client_first_name", order.clientFirstName)
    writer.field("earning", order.earned)
    writer.field("copy_offered", false)
  }

  private func writeForManager(to writer: inout JSONWriter) {
    writeMoney(to: &writer)
    writer.field("earning", order.earned)
    writer.field("client_first_name", order.clientFirstName)
    writer.field("client_name", order.clientName)
    writer.field("worker_name", order.workerName)
    writer.field("note", order.endingNote)
    writer.field("ended_by", order.endedBy?.rawValue)
    writer.field("overdue", order.isOverdue(at: now, after: durations.reportRemind))
  }

  private func writeLife(to writer: inout JSONWriter) {
    writer.field("copy_of", order.copyOf)
    writer.field("outcome", order.outcome?.rawValue)
    writer.field("reason", order.reason?.rawValue)
    writer.field("check_in_photo_sha256", order.checkInPhoto)
    writer.field("report_photo_sha256", order.reportPhoto)
    writer.field("created_at", order.createdAt)
    writer.field("started_at", order.startedAt)
    writer.field("ended_at", order.endedAt)
    writer.field("version", order.version)
  }
}

extension Order {
  /// What it brings the worker: nothing unless it is, or may still be, completed.
  var earned: Money {
    outcome == nil || outcome == .completed ? earning : .zero
  }

  /// the client's phone disappears a week after the end.
  func showsPhoneToWorker(at now: Date, for duration: TimeInterval) -> Bool {
    guard let endedAt else { return true }
    return now < endedAt.addingTimeInterval(duration)
  }

  /// started, and its report is late.
  func isOverdue(at now: Date, after duration: TimeInterval) -> Bool {
    status == .started && endsAt.addingTimeInterval(duration) <= now
  }
}

extension OrdersModule {
  func view(_ order: Order, for viewer: Viewer, at now: Date) -> OrderView {
    OrderView(order: order, actor: viewer.actor, now: now, durations: configuration.durations)
  }

  /// The answer to a transition: the order as it is now.
  func answer(_ order: Order, for viewer: Viewer, at now: Date) -> StoredAnswer {
    StoredAnswer(view(order, for: viewer, at: now), etag: order.version)
  }
}
