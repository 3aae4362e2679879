import FoundationEssentials
import Postgres
import ServiceKit

/// Whether there is any cookie to be looked at by now.
struct FindCookieWork: Statement {
  static let sql = "select exists (select from packing.cookie where next_at <= $1)"

  let now: Date

  var bindings: Bindings { [now] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

/// Settles what time alone has settled: what is late, what never came, and what was not ordered
/// while it was of use, or because there is nobody to order it from.
struct SettleCookies: Statement {
  static let sql = CookieSQL.changed(
    """
    update packing.cookie c
    set    status  = n.status,
           cause   = n.cause,
           next_at = n.next_at
    from   (select id,
                   case when status = 'due'     then 'not_ordered'
                        when needed_at <= $2    then 'missing'
                        else                         'late'
                   end as status,
                   case when status <> 'due'    then null
                        when not $1::bool       then 'no_contractor'
                        when tries > 0          then 'contractor_failed'
                        else                         'too_late'
                   end as cause,
                   case when status <> 'due' and needed_at > $2 then needed_at end as next_at
            from   packing.cookie
            where  next_at <= $2
            and    (status <> 'due' or needed_at <= $2 or not $1::bool)
            order  by next_at
            limit  $3
            -- what another replica has is left to it
            for    no key update skip locked) n
    where  c.id = n.id
    returning c.*
    """, event: "'cookie_' || c.status", by: "'packing', null")

  let hasContractor: Bool
  let now: Date
  let limit: Int

  var bindings: Bindings { [hasContractor, now, limit] }
  static func decode(_ row: inout RowReader) throws -> Package { try Package(row: &row) }
}

/// A cookie to be ordered, and who it is for.
struct CookieOrder: ErrandClaim, Hashable {
  let id: UUID
  let firstName: String
  let tries: Int
}

/// Takes cookies that are due, each for one replica until the lease ends.
struct ClaimCookies: Statement {
  static let sql = """
    with due as (
      select id
      from   packing.cookie
      where  status = 'due'
      and    next_at <= $1
      and    needed_at > $1
      order  by next_at
      limit  $3
      for    no key update skip locked
    )
    update packing.cookie c
    set    next_at = $2,
           tries   = c.tries + 1
    from   due,
           packing.package p
    where  c.id = due.id
    and    p.id = c.package_id
    returning c.id, p.client_first_name, c.tries
    """

  let now: Date
  let leaseEnd: Date
  let limit: Int

  var bindings: Bindings { [now, leaseEnd, limit] }
  static func decode(_ row: inout RowReader) throws -> CookieOrder {
    CookieOrder(
      id: try row.next(), firstName: try row.next(), tries: Int(try row.next(as: Int32.self)))
  }
}

/// The contractor has taken the order, whatever has become of it here meanwhile: it may have
/// arrived already, or the order may have ended.
struct NoteCookieOrdered: Statement {
  static let sql = CookieSQL.changed(
    """
    update packing.cookie c
    set    status     = case when c.status = 'arrived' then c.status else 'ordered' end,
           cause      = null,
           failure    = null,
           reference  = $3,
           ordered_at = $2,
           next_at    = case when c.status <> 'arrived' then least($4, c.needed_at) end
    where  c.id = $1
    and    c.ordered_at is null
    returning c.*
    """, event: "'cookie_ordered'", by: "'packing', null")

  let id: UUID
  let now: Date
  let reference: String?
  let lateAt: Date

  var bindings: Bindings { [id, now, reference, lateAt] }
  static func decode(_ row: inout RowReader) throws -> Package { try Package(row: &row) }
}

/// A try has failed; the next one comes later, unless somebody else has it by now. Later than it is
/// needed nothing comes but the end of trying.
struct NoteCookieFailure: Statement {
  static let sql = """
    update packing.cookie
    set    next_at = least($3, needed_at),
           failure = $4
    where  id = $1
    and    tries = $2
    and    status = 'due'
    """

  let order: CookieOrder
  let nextAt: Date
  let failure: String

  var bindings: Bindings { [order.id, Int32(order.tries), nextAt, failure] }
}
