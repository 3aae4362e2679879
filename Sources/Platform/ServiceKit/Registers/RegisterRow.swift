public import Contracts
public import FoundationEssentials
import Outbox
public import Postgres

/// A row of a register, such as a client: whenever it changes, its whole state is published.
///
/// Its table has the columns `id`, `active` and `version`, and `search`, the texts in which `q` is
/// looked for, in lower case.
public protocol RegisterRow: Sendable {
  /// What it is published as.
  associatedtype Changed: EventPayload

  /// The table's name, with its schema.
  static var table: String { get }
  /// What `init(row:)` reads, in its order.
  static var columns: String { get }
  /// A column of text by which lists can be narrowed; nil: there is none.
  static var filterColumn: String? { get }
  init(row: inout RowReader) throws

  var id: UUID { get }
  /// How many states it has had.
  var version: Int64 { get set }
  /// What is written of it when it changes, but for `id` and `version`. Two states are the same if
  /// this is, byte for byte: `==` would miss a name that is only spelt in another normal form.
  var stored: Bindings { get }
  /// The event that tells the rest of MCF what it is now.
  var changed: Changed { get }
}

extension RegisterRow {
  public static var filterColumn: String? { nil }
}

extension Transaction {
  /// Tells the rest of MCF what these rows are now, in the transaction that changes them.
  ///
  /// - Throws: when a state cannot be encoded.
  public func publish<Row: RegisterRow>(_ rows: [Row], at now: Date) throws {
    try append(
      all: rows.map { OutboxEvent($0.changed, of: $0.id, version: $0.version) }, at: now)
  }
}
