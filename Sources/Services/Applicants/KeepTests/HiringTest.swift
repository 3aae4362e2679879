import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// A test that managers keep: its name, under which lie its draft and what was published of it
///
struct HiringTest: Sendable {
  let id: UUID
  /// Tells managers which one it is; no two have the same.
  var name: String
  /// Whether no further vacancy may name it.
  var isArchived = false
  var version: Int64

  static let nameLength = 1...120
}

extension HiringTest: VersionedRow {
  static let table = "applicants.test"
  static let columns = "id, name, archived, version"

  init(row: inout RowReader) throws {
    id = try row.next()
    name = try row.next()
    isArchived = try row.next()
    version = try row.next()
  }

  var stored: Bindings { [name, isArchived] }
}

extension HiringTest: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("name", name)
    writer.field("archived", isArchived)
    writer.field("version", version)
    writer.endObject()
  }
}

typealias HiringTestChange = RowChange<HiringTest>

extension HiringTestChange {
  /// Reads the fields that were sent: none of them may be null.
  init(_ form: Form) throws {
    self.init()
    read(form, "name", \.name) { $0.text($1, HiringTest.nameLength) }
    read(form, "archived", \.isArchived) { $0.bool($1) }
    try form.finish()
  }
}

extension HiringTest {
  /// As a manager begins it: with a name, and an empty draft.
  init(_ form: Form, id: UUID) throws {
    self.init(id: id, name: form.text("name", Self.nameLength), version: 1)
    try form.finish()
  }
}
