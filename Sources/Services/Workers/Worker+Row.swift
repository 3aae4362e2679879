import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

extension Worker: RegisterRow {
  static let table = "workers.worker"
  static let filterColumn: String? = "origin"

  /// Ranges travel as two arrays, their lower and upper ends.
  static let columns = """
    id, name, email, phone, language, age, breed, coat_colour, characteristics, active, origin,
    (select array_agg(lower(part) order by part) from unnest(hours) as part),
    (select array_agg(upper(part) order by part) from unnest(hours) as part),
    array(select lower(part) from unnest(absences) as part order by part),
    array(select upper(part) from unnest(absences) as part order by part),
    photo_sha256, application_id, version
    """

  init(row: inout RowReader) throws {
    id = try row.next()
    details = try WorkerDetails(row: &row)
    active = try row.next()
    origin = try row.next()
    hours = try WorkingHours(row: &row)
    let starts: [Date] = try row.next()
    let ends: [Date] = try row.next()
    absences = zip(starts, ends).map { $0..<$1 }
    photoSHA256 = try row.next()
    applicationID = try row.next()
    version = try row.next()
  }

  /// Absences have rows of their own and are kept by `RefreshAbsences`; by which application it was
  /// hired is for `HireWorker` alone.
  var stored: Bindings {
    let shifts = hours?.minutes ?? []
    return [
      details.name, details.email, details.phone, details.language, Int32(details.age),
      details.breed, details.coatColour, details.characteristics.points,
      details.characteristics.code, active,
      shifts.map { Int32($0.lowerBound) }, shifts.map { Int32($0.upperBound) }, photoSHA256,
    ]
  }
}

extension Worker.Origin: PostgresText {}

extension WorkerDetails {
  init(row: inout RowReader) throws {
    name = try row.next()
    email = try row.next()
    phone = try row.next()
    language = try row.next()
    age = Int(try row.next(as: Int32.self))
    breed = try row.next()
    coatColour = try row.next()
    characteristics = try row.next()
  }
}

extension Characteristics: PostgresDecodable {
  init(postgres cell: PostgresCell) throws {
    guard let characteristics = Characteristics(points: try [Int16](postgres: cell)) else {
      throw PostgresCell.Mistake("characteristics that are not twenty of 0 to 100")
    }
    self = characteristics
  }
}

extension WorkingHours {
  /// Null: always.
  init?(row: inout RowReader) throws {
    let starts: [Int32]? = try row.next()
    let ends: [Int32]? = try row.next()
    guard let starts, let ends else { return nil }
    self.init(minutes: zip(starts, ends).map { Int($0)..<Int($1) })
  }
}
