public import Contracts
public import FoundationEssentials
import Outbox
public import Postgres

/// A row of a register, such as a client: whenever it changes, its whole state is published.
///
/// Its table has the column `active`, too, and `search`, the texts in which `q` is looked for, in
/// lower case.
public protocol RegisterRow: VersionedRow {
  /// What it is published as.
  associatedtype Changed: EventPayload

  /// A column of text by which lists can be narrowed; nil: there is none.
  static var filterColumn: String? { get }
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
