import Contracts
import FoundationEssentials
import ServiceKit

extension Application {
  /// What managers read of it, everywhere; what was forgotten is null.
  func writeFields(to writer: inout JSONWriter) {
    writer.field("id", id)
    writer.field("vacancy_id", vacancyID)
    writer.field("status", status.rawValue)
    writer.field("name", details?.name)
    writer.field("email", details?.email)
    writer.field("phone", details?.phone)
    writer.field("age", details?.age)
    writer.field("breed", details?.breed)
    writer.field("coat_colour", details?.coatColour)
    writer.field("photo_sha256", photoSHA256)
    writer.field("language", language.rawValue)
    writer.field("tests", tests)
    writer.field("held_by", heldBy)
    writer.field("asks_time", asksTime)
    writer.field("reason", reason?.rawValue)
    writer.field("reapply_at", reapplyAt)
    writer.field("note", note)
    writer.field("worker_id", workerID)
    writer.field("created_at", createdAt)
    writer.field("confirmed_at", confirmedAt)
    writer.field("decided_at", decidedAt)
    writer.field("decided_by", decidedBy)
    writer.field("erased_at", erasedAt)
    writer.field("version", version)
  }
}
