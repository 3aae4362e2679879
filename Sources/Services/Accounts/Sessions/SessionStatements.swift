import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// The session of a browser, by the hash of its secret, whether or not it is over.
struct FindSession: Statement {
  static let sql = """
    select \(Session.columns)
    from   accounts.session
    where  cookie_hash = $1
    """

  let secret: Secret
  var bindings: Bindings { [secret.hash] }
  static func decode(_ row: inout RowReader) throws -> Session { try Session(row: &row) }
}

struct KeepSession: Statement {
  static let sql = """
    insert into accounts.session
           (id, cookie_hash, provider, provider_sub, provider_sid, subject, roles, standings, person,
            form_key, id_token, browser, created_at, seen_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14)
    """

  let id: UUID
  let secret: Secret
  let provider: ExactText
  let sub: ExactText
  let sid: ExactText?
  let standings: [Standing]
  let profile: Profile
  /// Sealed.
  let idToken: [UInt8]
  let browser: String
  let now: Date
  let expiresAt: Date

  var bindings: Bindings {
    let chosen = standings.count == 1 ? standings.first : nil
    return [
      id, secret.hash, provider, sub, sid, chosen?.subject,
      (chosen?.allRoles ?? []).map(\.rawValue).sorted(), JSON(standings), JSON(profile),
      Secret().text, idToken, browser, now, expiresAt,
    ]
  }
}

/// That somebody is still there, not more often than need be.
struct NoteSeen: Statement {
  /// In seconds.
  static let precision: TimeInterval = 60

  static let sql = """
    update accounts.session
    set    seen_at = $2
    where  id = $1
    and    seen_at < $3
    and    ended_at is null
    """

  let id: UUID
  let now: Date
  var bindings: Bindings { [id, now, now.addingTimeInterval(-Self.precision)] }
}

/// Whose session it is from now on. Forms that another had open in it are not theirs.
struct ChooseStanding: Statement {
  static let sql = """
    update accounts.session
    set    subject  = $2,
           roles    = $3,
           form_key = $4
    where  id = $1
    and    ended_at is null
    """

  let id: UUID
  let standing: Standing
  var bindings: Bindings {
    [id, standing.subject, standing.allRoles.map(\.rawValue).sorted(), Secret().text]
  }
}

/// Ends one; a row unless it is over already.
struct EndSession: Statement {
  static let sql = """
    update accounts.session
    set    ended_at   = greatest($2, created_at),
           end_reason = $3
    where  id = $1
    and    ended_at is null
    returning id
    """

  let id: UUID
  let reason: Session.End
  let now: Date
  var bindings: Bindings { [id, now, reason.rawValue] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// Ends all others of who is signed in in one.
struct EndOthers: Statement {
  static let sql = """
    update accounts.session
    set    ended_at   = greatest($6, created_at),
           end_reason = 'ended_by_person'
    where  \(Owner.condition)
    and    id <> $5
    and    ended_at is null
    returning id
    """

  let owner: Owner
  /// Which is kept.
  let session: UUID
  let now: Date
  var bindings: Bindings { owner.bindings + [session, now] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// Ends all of whoever has left, and of whoever might choose to be them; none if something newer is
/// known of them.
struct EndOfPerson: Statement {
  static let sql = """
    update accounts.session
    set    ended_at   = greatest($3, created_at),
           end_reason = 'deactivated'
    where  ended_at is null
    and    standings @> $4
    and    (subject is null or subject = $1 and $2 = any (roles))
    and    exists (select from accounts.person
                   where  kind = $2
                   and    id = $5
                   and    version = $6)
    returning id
    """

  let standpoint: Standpoint
  /// Who it is in the register.
  let person: UUID
  /// Of the state in which they have left.
  let version: Int64
  let now: Date
  var bindings: Bindings {
    [
      standpoint.subject, standpoint.role.rawValue, now,
      JSON([Standing(standpoint.subject, [standpoint.role])]), person, version,
    ]
  }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// Ends those of a provider's session, or all of its user: also where that is not numbered here.
struct EndOfProvider: Statement {
  static let sql = """
    update accounts.session
    set    ended_at   = greatest($4, created_at),
           end_reason = 'provider_logout'
    where  provider = $1
    and    ended_at is null
    and    (provider_sid = $2
            or (provider_sid is null or $2 is null) and provider_sub = $3)
    returning id
    """

  let provider: ExactText
  let sid: ExactText?
  let sub: ExactText?
  let now: Date
  var bindings: Bindings { [provider, sid, sub, now] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}
