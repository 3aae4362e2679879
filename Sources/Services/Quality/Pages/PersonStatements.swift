import FoundationEssentials
import Postgres

/// What managers are called of whom `manager.changed` has told.
struct NameKnownManagers: Statement {
  static let sql = "select id, name from quality.person where kind = 'manager'"

  static func decode(_ row: inout RowReader) throws -> (id: UUID, name: String) {
    (try row.next(), try row.next())
  }
}

/// A worker's own number, as the register has it; no row: the register has not told of the worker.
struct FindWorkersPhone: Statement {
  static let sql = "select phone from quality.person where kind = 'worker' and id = $1"

  let worker: UUID
  var bindings: Bindings { [worker] }
  static func decode(_ row: inout RowReader) throws -> String? { try row.next() }
}
