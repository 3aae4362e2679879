/// Whatever goes wrong between this process and Postgres.
///
/// `description` names the kind of error, the SQLSTATE, the statement and the constraint, never a
/// value; what the server said in full is in `detail`, for the log.
public struct PostgresError: Error, Sendable {
  /// The kind of error; more may be added.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// The server answered a statement with an error; `sqlState` says which.
    public static let server = Self(description: "the server reported an error")
    /// The connection broke before the answer came; nothing was committed.
    public static let connectionLost = Self(description: "the connection was lost")
    /// The commit, or the statement that commits by itself, may have happened or not: nobody has
    /// waited for its answer, the connection broke before it came, or it came with a warning (nothing
    /// is known of the standbys). Look, or do it again under the same idempotency key.
    public static let outcomeUnknown = Self(
      description: "the commit may or may not have happened")
    /// No connection could be made; `sqlState` is the server's reason, if it got that far.
    public static let connectFailed = Self(description: "cannot connect")
    /// No connection was free in time.
    public static let acquireTimeout = Self(description: "no connection was free in time")
    /// The task was cancelled.
    public static let cancelled = Self(description: "the task was cancelled")
    /// A statement outside the transaction that this task has open.
    public static let nestedUse = Self(
      description: "the pool was used inside a transaction; use the transaction")
    /// The transaction, the connection or the client is over.
    public static let closed = Self(description: "already closed")
    /// A row is not what the statement's `decode` expects.
    public static let decoding = Self(description: "a row cannot be decoded")
    /// A statement of this transaction failed before, so that it cannot commit.
    public static let rolledBack = Self(
      description: "the transaction was rolled back because a statement in it had failed")
    /// libpq was used wrongly, which is a mistake in this module.
    public static let protocolViolation = Self(description: "unexpected answer")
  }

  /// Every answer keeps room for an error, so an error is no larger than a pointer.
  private let box: Box
  private var storage: Storage { box.storage }

  public var code: Code { storage.code }
  public var sqlState: SQLState? { storage.sqlState }
  /// The name of the statement, see `Statement.name`.
  public var statement: String? { storage.statement }
  /// Where in the SQL, in characters from 1.
  public var position: Int? { storage.position }
  public var schema: String? { storage.schema }
  public var table: String? { storage.table }
  public var column: String? { storage.column }
  public var constraint: String? { storage.constraint }
  /// All that is known, values included: for the log only.
  public var detail: String { storage.detail }

  init(_ storage: Storage) { box = Box(storage) }

  /// An error of `code`; `detail` goes to the log only.
  public init(
    _ code: Code, sqlState: SQLState? = nil, statement: String? = nil, detail: String = ""
  ) {
    self.init(Storage(code: code, sqlState: sqlState, statement: statement, detail: detail))
  }

  init(decoding detail: String) { self.init(.decoding, detail: detail) }

  /// The same error, saying which statement it belongs to.
  func named(_ statement: String) -> Self {
    var copy = storage
    copy.statement = storage.statement ?? statement
    return Self(copy)
  }

  /// The same error, of another kind.
  func with(_ code: Code) -> Self {
    var copy = storage
    copy.code = code
    return Self(copy)
  }

  /// The fields, gathered so that tests and libpq build them alike.
  struct Storage: Sendable {
    var code: Code
    var sqlState: SQLState?
    var statement: String?
    var position: Int?
    var schema: String?
    var table: String?
    var column: String?
    var constraint: String?
    /// The description of the error behind this one.
    var cause: String?
    var detail = ""
  }

  private final class Box: Sendable {
    let storage: Storage
    init(_ storage: Storage) { self.storage = storage }
  }
}

extension PostgresError: CustomStringConvertible {
  public var description: String {
    var text = "Postgres: \(code)"
    if let sqlState { text += " [\(sqlState.rawValue)]" }
    if let statement { text += " in \(statement)" }
    if let position { text += " at character \(position)" }
    if let constraint { text += " (constraint \(constraint))" }
    if let cause = storage.cause { text += "; before that: \(cause)" }
    return text
  }
}
