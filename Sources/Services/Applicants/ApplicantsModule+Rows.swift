import FoundationEssentials
import Postgres
import ServiceKit

extension ApplicantsModule {
  /// - Throws: 404 where there is none.
  func find<Row: VersionedRow>(_: Row.Type, _ id: UUID) async throws -> Row {
    guard let row = try await database.readOne(FindRow<Row>(id: id)) else {
      throw Problem.notFound
    }
    return row
  }
}

extension Transaction {
  /// Changes a row under its lock, unless the change leaves it as it was.
  ///
  /// - Throws: 404 where there is none, 412 unless its version is as it should be.
  func change<Row: VersionedRow>(
    _ id: UUID, if precondition: Precondition, _ change: RowChange<Row>,
    update: (Row) -> some Statement
  ) async throws -> Row {
    let row = try await lock(Row.self, id)
    try precondition.check(row.version)
    let changed = change.applied(to: row)
    if changed.version != row.version { enqueue(update(changed)) }
    return changed
  }

  /// - Throws: 404 where there is none.
  func lock<Row: VersionedRow>(_: Row.Type, _ id: UUID) async throws -> Row {
    guard let row = try await one(LockRow<Row>(id: id)) else { throw Problem.notFound }
    return row
  }
}
