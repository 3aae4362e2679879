import Contracts
import FoundationEssentials
import Postgres

/// A stranger's form, as the portal has filed it.
struct FiledSubmission: Sendable {
  let id: Int64
  let language: Language
  let vacancy: UUID
  let details: ApplicantDetails

  /// For how long somebody may wait for the letter, in seconds; after that it would puzzle her.
  static let patience: TimeInterval = 7_200
}

/// What came of a form. The stranger is told nothing of it.
enum IntakeOutcome: String, CaseIterable {
  case asked
  case vacancyClosed = "vacancy_closed"
  /// The mailbox's owner has said that it was somebody else.
  case barred
  case mailboxFull = "mailbox_full"
}

extension Application {
  /// As it begins: nobody has shown that the mailbox is hers.
  init(_ submission: FiledSubmission, id: UUID, at now: Date) {
    self.init(
      id: id, vacancyID: submission.vacancy, status: .unconfirmed, details: submission.details,
      language: submission.language, erasedAt: nil, version: 1, createdAt: now)
  }
}

/// The form whose turn it is, of those that are not too old, locked until the transaction ends;
/// replicas pass over what another one has.
struct TakeSubmission: Statement {
  static let sql = """
    select id, language, vacancy_id, \(ApplicantDetails.columns)
    from   applicants.submission
    where  received_at > $1
    order  by suspicion, turn, id
    limit  1
    for    update skip locked
    """

  let after: Date
  var bindings: Bindings { [after] }

  static func decode(_ row: inout RowReader) throws -> FiledSubmission {
    FiledSubmission(
      id: try row.next(), language: try row.next(), vacancy: try row.next(),
      details: try ApplicantDetails(row: &row))
  }
}

struct DropSubmission: Statement {
  static let sql = "delete from applicants.submission where id = $1"
  let id: Int64
  var bindings: Bindings { [id] }
}
