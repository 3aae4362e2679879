import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// Whom a provider's user was found to be before.
struct FindLinks: Statement {
  static let sql = """
    select role, subject
    from   accounts.link
    where  provider = $1
    and    provider_sub = $2
    """

  let provider: ExactText
  let sub: ExactText
  var bindings: Bindings { [provider, sub] }
  static func decode(_ row: inout RowReader) throws -> Standpoint {
    Standpoint(role: try row.next(), subject: try row.next())
  }
}

/// Pins it. A claim is the provider's word for who that is, so a newer one counts; an address is
/// looked at once.
struct KeepLink: Statement {
  static let sql = """
    insert into accounts.link as known (id, provider, provider_sub, role, subject, by, linked_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (provider, provider_sub, role) do update
    set    subject   = excluded.subject,
           by        = excluded.by,
           linked_at = excluded.linked_at
    where  excluded.by = 'claim'
    and    (known.subject, known.by) is distinct from (excluded.subject, excluded.by)
    """

  let provider: ExactText
  let sub: ExactText
  let standpoint: Standpoint
  let by: Identification.Origin
  let now: Date
  var bindings: Bindings {
    [
      UUID.v7(at: now), provider, sub, standpoint.role.rawValue, standpoint.subject, by.rawValue,
      now,
    ]
  }
}
