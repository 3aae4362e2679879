import FoundationEssentials
import Postgres
import ServiceKit

/// A key as it is kept.
struct KeptKey: Sendable {
  let id: String
  /// Sealed.
  let secret: [UInt8]
  /// As a JSON Web Key.
  let published: JSONText
  let term: KeySchedule.Term
}

/// All that are published, the last one first.
struct FindKeys: Statement {
  static let sql = """
    select   kid, private, public, signs_from, retired_at
    from     accounts.signing_key
    where    retired_at is null
    or       retired_at > $1
    order by retired_at desc nulls first
    """

  let now: Date
  var bindings: Bindings { [now] }
  static func decode(_ row: inout RowReader) throws -> KeptKey {
    KeptKey(
      id: try row.next(), secret: try row.next(), published: try row.next(),
      term: KeySchedule.Term(signsFrom: try row.next(), retiredAt: try row.next()))
  }
}

/// Gives the last key its end; no row: another replica has, and has made the next one.
struct RetireKey: Statement {
  static let sql = """
    update accounts.signing_key
    set    retired_at = $2
    where  kid = $1
    and    retired_at is null
    returning kid
    """

  let id: String
  let until: Date
  var bindings: Bindings { [id, until] }
  static func decode(_ row: inout RowReader) throws -> String { try row.next() }
}

/// Publishes none of the former ones any more.
struct RetireAllKeys: Statement {
  static let sql = """
    update accounts.signing_key
    set    retired_at = greatest($1, created_at)
    where  retired_at is null
    or     retired_at > $1
    """

  let now: Date
  var bindings: Bindings { [now] }
}

/// A row unless another replica was faster.
struct KeepKey: Statement {
  static let sql = """
    insert into accounts.signing_key (kid, private, public, created_at, signs_from)
    values ($1, $2, $3, $4, $5)
    on conflict do nothing
    returning kid
    """

  let id: String
  let secret: [UInt8]
  let published: JSONText
  let now: Date
  let signsFrom: Date
  var bindings: Bindings { [id, secret, published, now, signsFrom] }
  static func decode(_ row: inout RowReader) throws -> String { try row.next() }
}
