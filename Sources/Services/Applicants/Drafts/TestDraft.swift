import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// A document that is being written: any JSON object, whatever mistakes it has.
struct TestDraft: Sendable {
  let json: JSONValue
  let version: Int64

  init(json: JSONValue, version: Int64) {
    self.json = json
    self.version = version
  }

  init(row: inout RowReader) throws {
    json = try JSONValue(parsing: try row.next(as: JSONText.self).text.utf8)
    version = try row.next()
  }

  /// Empty if it may be published.
  var mistakes: [Mistake] {
    do {
      _ = try TestDocument(json)
      return []
    } catch {
      return error.listed
    }
  }
}

extension TestDraft: JSONWritable {
  func write(to writer: inout JSONWriter) { json.write(to: &writer) }
}

/// What is wrong with a draft, as managers see it.
struct DraftCheck: JSONWritable {
  let draft: TestDraft

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("version", draft.version)
    writer.key("mistakes")
    writer.beginArray()
    for mistake in draft.mistakes {
      writer.beginObject()
      writer.field("pointer", mistake.pointer)
      writer.field("code", mistake.reason.code)
      writer.field("reason", mistake.reason.text)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }
}
