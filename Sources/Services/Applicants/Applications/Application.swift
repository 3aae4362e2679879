import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

/// A cat that wants to become a worker.
struct Application: Sendable {
  let id: UUID
  let vacancyID: UUID
  var status: ApplicationStatus
  /// nil: it is erased.
  var details: ApplicantDetails?
  /// The picture with which it was confirmed, in lower-case hexadecimal.
  var photoSHA256: String?
  /// In which the applicant reads.
  var language: Language
  /// Ids of the tests that are given, in the order in which one sitting has them.
  var tests: [UUID] = []
  /// The manager who has it.
  var heldBy: ExactText?
  /// Why more time is asked for, as long as nobody has answered.
  var asksTime: String?
  var reason: RejectionReason?
  /// Where it stood when it was rejected.
  var rejectedFrom: ApplicationStatus?
  /// From when on who was rejected may apply for the same again.
  var reapplyAt: Date?
  /// A manager's words about the decision.
  var note: String?
  /// The worker that the cat has become.
  var workerID: UUID?
  var confirmedAt: Date?
  /// When it was accepted, rejected or withdrawn.
  var decidedAt: Date?
  /// The manager; nil: nobody has decided, or the cat itself.
  var decidedBy: ExactText?
  let erasedAt: Date?
  var version: Int64
  let createdAt: Date
}

extension Application: VersionedRow {
  static let table = "applicants.application"
  static let columns = """
    id, vacancy_id, status, name, email, phone, age, breed, coat_colour, photo_sha256, language, tests,
    held_by, asks_time, reason, rejected_from, reapply_at, note, worker_id, confirmed_at, decided_at,
    decided_by, erased_at, version, created_at
    """

  init(row: inout RowReader) throws {
    id = try row.next()
    vacancyID = try row.next()
    status = try row.next()
    details = try Self.details(&row)
    photoSHA256 = try row.next()
    language = try row.next()
    tests = try row.next()
    heldBy = try row.next()
    asksTime = try row.next()
    reason = try row.next()
    rejectedFrom = try row.next()
    reapplyAt = try row.next()
    note = try row.next()
    workerID = try row.next()
    confirmedAt = try row.next()
    decidedAt = try row.next()
    decidedBy = try row.next()
    erasedAt = try row.next()
    version = try row.next()
    createdAt = try row.next()
  }

  /// All of them are there, or none.
  private static func details(_ row: inout RowReader) throws -> ApplicantDetails? {
    var ahead = row
    let name = try ahead.next(as: String?.self)
    guard name != nil else {
      row.skip(6)
      return nil
    }
    return try ApplicantDetails(row: &row)
  }

  var stored: Bindings {
    Self.changing.reduce(into: Bindings()) { $0.append($1.value(self)) }
  }

  /// What may change of it, by the columns' names.
  static let changing: [(column: String, value: @Sendable (Self) -> any PostgresEncodable)] = [
    ("status", { $0.status }), ("name", { $0.details?.name }), ("email", { $0.details?.email }),
    ("phone", { $0.details?.phone }), ("age", { $0.details?.age }),
    ("breed", { $0.details?.breed }), ("coat_colour", { $0.details?.coatColour }),
    ("photo_sha256", { $0.photoSHA256 }), ("language", { $0.language }), ("tests", { $0.tests }),
    ("held_by", { $0.heldBy }), ("asks_time", { $0.asksTime }), ("reason", { $0.reason }),
    ("rejected_from", { $0.rejectedFrom }), ("reapply_at", { $0.reapplyAt }),
    ("note", { $0.note }), ("worker_id", { $0.workerID }), ("confirmed_at", { $0.confirmedAt }),
    ("decided_at", { $0.decidedAt }), ("decided_by", { $0.decidedBy }),
  ]
}
