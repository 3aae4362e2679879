import Contracts
import FoundationEssentials
import ServiceKit

extension ReviewRecord: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writeFields(to: &writer)
    writer.endObject()
  }

  /// - Parameter inFull: with all of the order, its phone among it: to who is about to call.
  func writeFields(to writer: inout JSONWriter, inFull: Bool = false) {
    writer.field("id", review.id)
    writer.field("order_id", review.orderID)
    writer.field("origin", review.origin.rawValue)
    writer.field("draw_id", review.drawID)
    writer.field("follows", review.follows)
    writer.field("state", review.state.rawValue)
    writer.field("due_at", review.dueAt)
    writer.field("assignee", review.assignee)
    writer.field("closed_by", review.closedBy)
    writer.field("manager_name", managerName)
    writer.field("own_act", review.isOwnAct)
    writer.field("opened_at", review.openedAt)
    writer.field("opened_by", review.openedBy)
    writer.field("taken_at", review.takenAt)
    writer.field("closed_at", review.closedAt)
    writer.field("version", review.version)
    writer.field("form", review.form)
    writer.key("order")
    order.write(to: &writer, inFull: inFull)
  }
}

extension ReviewForm: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("right_worker", rightWorker)
    writer.field("on_time", onTime)
    writer.field("work", work)
    writer.field("supplies", supplies?.rawValue)
    writer.field("described_well", describedWell)
    writer.field("reached", reached.map(\.rawValue))
    writer.field("cause", cause?.rawValue)
    writer.field("findings", findings)
    writer.field("text_for_client", textForClient)
    writer.field("text_for_worker", textForWorker)
    writer.field("nothing_for_client", nothingForClient)
    writer.field("nothing_for_worker", nothingForWorker)
    writer.endObject()
  }
}

extension KnownOrder {
  func write(to writer: inout JSONWriter, inFull: Bool) {
    writer.beginObject()
    writer.field("client_id", clientID)
    writer.field("client_name", clientName)
    writer.field("worker_id", workerID)
    writer.field("worker_name", workerName)
    writer.field("service_type_id", serviceTypeID)
    writer.field("service_type_name", serviceTypeName)
    writer.field("place", place)
    writer.field("scheduled_at", scheduledAt)
    writer.field("started_at", startedAt)
    writer.field("outcome", outcome?.rawValue)
    writer.field("reason", reason)
    writer.field("ended_by_role", endedBy?.role)
    writer.field("ended_by_id", endedBy?.id)
    writer.field("ended_at", endedAt)
    if inFull {
      writer.field("description", description)
      writer.field("phone", phone)
      writer.field("price", price)
      writer.field("charge", charge)
      writer.field("packing_list", packingList)
      writer.field("copy_of", copyOf)
      writer.field("accepted_at", acceptedAt)
    }
    writer.endObject()
  }
}

extension TimelineEntry: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("at", at)
    writer.field("kind", kind.rawValue)
    writer.field("by_role", told.by?.role)
    writer.field("by_id", told.by?.id)
    writer.field("step", told.step?.rawValue)
    writer.field("check_in_photo", told.checkInPhoto.map(PhotoView.init))
    writer.field("report_photo", told.reportPhoto.map(PhotoView.init))
    writer.field("fails_at", told.failsAt)
    writer.field("outcome", told.outcome?.rawValue)
    writer.field("reason", told.reason)
    writer.field("note", told.note)
    writer.endObject()
  }
}

/// A photo of the order's, to be fetched from orders.
private struct PhotoView: JSONWritable {
  let photo: PhotoReference

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("sha256", photo.sha256)
    writer.field("path", photo.path)
    writer.endObject()
  }
}

extension ReviewHistoryEntry: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("version", version)
    writer.field("event", step.event.rawValue)
    writer.field("at", step.at)
    writer.field("by", step.by)
    writer.field("by_name", byName)
    writer.field("note", step.note)
    writer.endObject()
  }
}

/// Another review of the same order, in a few words.
struct OtherReview: JSONWritable {
  let record: ReviewRecord

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", record.review.id)
    writer.field("origin", record.review.origin.rawValue)
    writer.field("state", record.review.state.rawValue)
    writer.field("opened_at", record.review.openedAt)
    writer.field("closed_at", record.review.closedAt)
    writer.field("manager_name", record.managerName)
    writer.field("cause", record.review.form.cause?.rawValue)
    writer.field("findings", record.review.form.findings)
    writer.endObject()
  }
}
