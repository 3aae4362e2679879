import FoundationEssentials
import Postgres

/// from when on who was rejected for a vacancy may apply for it again, if that is to come.
struct FindReapply: Statement {
  static let sql = """
    select until
    from   applicants.rejected
    where  email_hash = $1
    and    vacancy_id = $2
    and    until > $3
    """

  let emailHash: [UInt8]
  let vacancy: UUID
  let now: Date
  var bindings: Bindings { [emailHash, vacancy, now] }
  static func decode(_ row: inout RowReader) throws -> Date { try row.next() }
}

/// Remembers a rejection, which its application need not outlive.
struct BarReapplying: Statement {
  static let sql = """
    insert into applicants.rejected as r (email_hash, vacancy_id, until)
    values ($1, $2, $3)
    on conflict (email_hash, vacancy_id) do update
    set until = greatest(r.until, excluded.until)
    """

  let emailHash: [UInt8]
  let vacancy: UUID
  let until: Date
  var bindings: Bindings { [emailHash, vacancy, until] }
}

/// The rejection is taken back.
struct LetReapply: Statement {
  static let sql = "delete from applicants.rejected where email_hash = $1 and vacancy_id = $2"

  let emailHash: [UInt8]
  let vacancy: UUID
  var bindings: Bindings { [emailHash, vacancy] }
}
