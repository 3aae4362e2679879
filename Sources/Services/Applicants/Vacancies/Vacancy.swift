import FoundationEssentials
import Postgres
import ServiceKit

/// What cats can apply for, and by which tests they are tried.
struct Vacancy: Sendable {
  let id: UUID
  var texts: VacancyTexts
  /// Ids of tests, in the order in which one sitting has them.
  var tests: [UUID]
  /// Whether anybody may apply.
  var isOpen = true
  var version: Int64

  static let testCount = 1...5
}

/// What strangers read of a vacancy, in each language that MCF speaks.
struct VacancyTexts: Codable, Sendable {
  struct Text: Codable, Sendable {
    let title: String
    let description: String
  }

  let en: Text
  let ru: Text
}

extension Vacancy: VersionedRow {
  static let table = "applicants.vacancy"
  static let columns = "id, texts, tests, open, version"

  init(row: inout RowReader) throws {
    id = try row.next()
    texts = try row.next(as: JSON<VacancyTexts>.self).value
    tests = try row.next()
    isOpen = try row.next()
    version = try row.next()
  }

  var stored: Bindings { [JSON(texts), tests, isOpen] }
}

extension Vacancy: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("texts", texts)
    writer.field("tests", tests)
    writer.field("open", isOpen)
    writer.field("version", version)
    writer.endObject()
  }
}

extension VacancyTexts: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("en", en)
    writer.field("ru", ru)
    writer.endObject()
  }
}

extension VacancyTexts.Text: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("title", title)
    writer.field("description", description)
    writer.endObject()
  }
}
