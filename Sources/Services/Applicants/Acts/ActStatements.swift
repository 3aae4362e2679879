import FoundationEssentials
import Postgres

/// Which applications somebody wants something of, by what was wanted first, after a number.
struct FindWanting: Statement {
  static let most = 100

  static let sql = """
    select first, application_id
    from   (select min(id) as first, application_id
            from   applicants.portal_act
            where  done_at is null
            group  by application_id) wanting
    where  first > $1
    order  by first
    limit  \(most)
    """

  let after: Int64
  var bindings: Bindings { [after] }

  static func decode(_ row: inout RowReader) throws -> (first: Int64, application: UUID) {
    (try row.next(), try row.next())
  }
}

/// What is wanted of an application whose row is locked, in the order in which it was filed.
struct FindWaitingActs: Statement {
  static let sql = """
    select id, kind, form, at
    from   applicants.portal_act
    where  application_id = $1
    and    done_at is null
    order  by id
    """

  let application: UUID
  var bindings: Bindings { [application] }

  static func decode(_ row: inout RowReader) throws -> PortalAct {
    PortalAct(
      id: try row.next(), kind: try row.next(), form: try row.next(), at: try row.next())
  }
}

/// It is decided; what was written with it is nobody's business any more.
struct FinishAct: Statement {
  static let sql = """
    update applicants.portal_act
    set    done_at      = $2,
           form         = null,
           result       = $3,
           result_until = $4
    where  id = $1
    """

  let act: Int64
  let result: ActResult
  let now: Date
  var bindings: Bindings { [act, now, result.word, result.until] }
}

/// The picture that was uploaded last, or the one that is named, if the application has it.
struct FindUploaded: Statement {
  static let sql = """
    select sha256
    from   applicants.application_photo
    where  application_id = $1
    and    ($2::text is null or sha256 = $2)
    order  by at desc, sha256
    limit  1
    """

  let application: UUID
  let named: String?
  var bindings: Bindings { [application, named] }
  static func decode(_ row: inout RowReader) throws -> String { try row.next() }
}

/// the open application of the same mailbox and vacancy.
struct FindOpenRival: Statement {
  static let sql = """
    select o.id
    from   applicants.application a
    join   applicants.application o on o.vacancy_id = a.vacancy_id and o.email_key = a.email_key
    where  a.id = $1
    and    o.status in \(ApplicationStatus.openSQL)
    """

  let application: UUID
  var bindings: Bindings { [application] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// Those of the same mailbox and vacancy that nobody has confirmed.
struct FindUnconfirmedRivals: Statement {
  static let sql = """
    select o.id
    from   applicants.application a
    join   applicants.application o on o.vacancy_id = a.vacancy_id and o.email_key = a.email_key
    where  a.id = $1
    and    o.id <> a.id
    and    o.status = 'unconfirmed'
    """

  let application: UUID
  var bindings: Bindings { [application] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// Of these, those that nobody has confirmed are no more; how many that were.
struct DropUnconfirmed: Statement {
  static let sql = "select applicants.drop_unconfirmed($1)"
  let applications: [UUID]
  var bindings: Bindings { [applications] }
  static func decode(_ row: inout RowReader) throws -> Int { try row.next() }
}
