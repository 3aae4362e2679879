import FoundationEssentials
import Postgres

/// Counts one letter more to a mailbox on this day of UTC; no row: it has had all that it gets.
struct CountLetter: Statement {
  static let sql = """
    insert into applicants.mail_count as c (mailbox, utc_day, count)
    values ($1, ($2::timestamptz at time zone 'UTC')::date, 1)
    on conflict (mailbox, utc_day) do update
    set   count = c.count + 1
    where c.count < $3
    returning count
    """

  let mailbox: [UInt8]
  let most: Int
  let now: Date
  var bindings: Bindings { [mailbox, now, most] }

  /// When the next day begins, and with it a new count.
  var dayEnds: Date {
    let days = (now.timeIntervalSince1970 / 86_400).rounded(.down) + 1
    return Date(timeIntervalSince1970: days * 86_400)
  }

  static func decode(_ row: inout RowReader) throws -> Int { try row.next() }
}

/// Whether a mailbox's owner has said that it was somebody else.
struct FindBarred: Statement {
  static let sql = """
    select until
    from   applicants.no_mail
    where  mailbox = $1
    and    until > $2
    """

  let mailbox: [UInt8]
  let now: Date
  var bindings: Bindings { [mailbox, now] }
  static func decode(_ row: inout RowReader) throws -> Date { try row.next() }
}

/// No letter goes there for a while.
struct BarMailbox: Statement {
  static let sql = """
    insert into applicants.no_mail as n (mailbox, until)
    values ($1, $2)
    on conflict (mailbox) do update
    set until = greatest(n.until, excluded.until)
    """

  let mailbox: [UInt8]
  let until: Date
  var bindings: Bindings { [mailbox, until] }
}
