public import FoundationEssentials
public import Postgres

/// A row that is changed as a whole, under its lock, and counts its states.
///
/// Its table has the columns `id` and `version`.
public protocol VersionedRow: Sendable {
  /// The table's name, with its schema; an alias may follow.
  static var table: String { get }
  /// What `init(row:)` reads, in its order.
  static var columns: String { get }
  init(row: inout RowReader) throws

  var id: UUID { get }
  /// How many states it has had.
  var version: Int64 { get set }
  /// What is written of it when it changes, but for `id` and `version`. Two states are the same if
  /// this is, byte for byte: `==` would miss a name that is only spelt in another normal form.
  var stored: Bindings { get }
}

/// The row of that id.
public struct FindRow<Row: VersionedRow>: Statement {
  public static var sql: String {
    """
    select \(Row.columns)
    from   \(Row.table)
    where  id = $1
    """
  }

  let id: UUID
  public init(id: UUID) { self.id = id }
  public var bindings: Bindings { [id] }
  public static func decode(_ row: inout RowReader) throws -> Row { try Row(row: &row) }
}

/// The same, locked until the transaction ends.
public struct LockRow<Row: VersionedRow>: Statement {
  public static var sql: String { FindRow<Row>.sql + "\nfor    no key update" }

  let id: UUID
  public init(id: UUID) { self.id = id }
  public var bindings: Bindings { [id] }
  public static func decode(_ row: inout RowReader) throws -> Row { try Row(row: &row) }
}
