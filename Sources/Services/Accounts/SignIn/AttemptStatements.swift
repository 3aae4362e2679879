import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

struct KeepAttempt: Statement {
  static let sql = """
    insert into accounts.attempt
           (id, state_hash, browser_hash, provider, nonce, verifier, return_to, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """

  let id: UUID
  let state: Secret
  let browser: Secret
  let provider: ExactText
  let nonce: Secret
  /// Sealed.
  let verifier: [UInt8]
  let returnTo: String
  let now: Date
  var bindings: Bindings {
    [id, state.hash, browser.hash, provider, nonce.text, verifier, returnTo, now]
  }
}

struct FindAttempt: Statement {
  static let sql = """
    select id, browser_hash, provider, nonce, verifier, return_to, created_at, used_at
    from   accounts.attempt
    where  state_hash = $1
    """

  let state: Secret
  var bindings: Bindings { [state.hash] }
  static func decode(_ row: inout RowReader) throws -> Attempt {
    Attempt(
      id: try row.next(), browserHash: try row.next(), provider: try row.next(),
      nonce: try row.next(), verifier: try row.next(), returnTo: try row.next(),
      createdAt: try row.next(), usedAt: try row.next())
  }
}

/// A row for whoever uses it first.
struct UseAttempt: Statement {
  static let sql = """
    update accounts.attempt
    set    used_at = greatest($2, created_at)
    where  id = $1
    and    used_at is null
    returning id
    """

  let id: UUID
  let now: Date
  var bindings: Bindings { [id, now] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// Whether a browser has itself begun to sign in there lately, and not come back.
struct FindBegun: Statement {
  static let sql = """
    select true
    from   accounts.attempt
    where  browser_hash = $1
    and    provider = $2
    and    created_at > $3
    and    used_at is null
    limit  1
    """

  let browser: Secret
  let provider: ExactText
  let now: Date
  var bindings: Bindings {
    [browser.hash, provider, now.addingTimeInterval(-Attempt.lifetime)]
  }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}
