public import FoundationEssentials
public import Postgres

/// Keeps the last good key set, so that a restart does not need the issuer.
public protocol KeySetStore: Sendable {
  func load(issuer: String) async throws -> String?
  func save(_ jwks: String, issuer: String, at now: Date) async throws
}

/// In the services' own `key_set` tables; one that answers is enough to load from.
public struct PostgresKeySetStore: KeySetStore {
  public static let statements: [any Statement.Type] = [FindKeySet.self, KeepKeySet.self]

  private let databases: [PostgresClient]

  public init(_ databases: [PostgresClient]) { self.databases = databases }

  public func load(issuer: String) async throws -> String? {
    var failure: (any Error)?
    for database in databases {
      do {
        if let jwks = try await database.readOne(FindKeySet(issuer: issuer)) { return jwks }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return nil
  }

  public func save(_ jwks: String, issuer: String, at now: Date) async throws {
    var failure: (any Error)?
    for database in databases {
      do {
        try await database.execute(KeepKeySet(issuer: issuer, jwks: jwks, at: now))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}

struct FindKeySet: Statement {
  static let sql = "select keys from key_set where issuer = $1"
  let issuer: String
  var bindings: Bindings { [issuer] }
  static func decode(_ row: inout RowReader) throws -> String { try row.next() }
}

/// An older fetch never replaces a newer one; one of the same within the hour writes nothing, not
/// even a lock, however many processes fetch.
struct KeepKeySet: Statement {
  static let sql = """
    insert into key_set as kept (issuer, keys, fetched_at)
    select $1::text, $2::text, $3::timestamptz
    where  not exists (select
                       from   key_set
                       where  issuer = $1
                       and    keys = $2
                       and    fetched_at > $3::timestamptz - interval '1 hour')
    on conflict (issuer) do update
    set    keys       = excluded.keys,
           fetched_at = excluded.fetched_at
    where  kept.fetched_at <= excluded.fetched_at
    """
  let issuer: String
  let jwks: String
  let at: Date
  var bindings: Bindings { [issuer, jwks, at] }
}
