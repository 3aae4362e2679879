import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// A worker as the register knows it.
struct Worker: Sendable {
  var id: UUID
  var details: WorkerDetails
  var active: Bool
  var origin: Origin
  /// nil: always.
  var hours: WorkingHours?
  /// Those that were not over at the last change; sorted, with gaps between them.
  var absences: [Range<Date>]
  var photoSHA256: String?
  /// That it was hired by last; nil: it was by none.
  var applicationID: UUID?
  var version: Int64

  enum Origin: String, CaseIterable, Sendable {
    /// One whom MCF had before.
    case imported
    /// One who was hired here.
    case applicant
  }
}

/// Who a worker is, apart from when it works.
struct WorkerDetails: Sendable {
  var name: String
  /// One cat, one address: it tells workers apart, the case of ASCII letters aside.
  var email: String
  var phone: String
  /// nil: not told.
  var language: Language?
  /// In years.
  var age: Int
  var breed: String
  var coatColour: String
  var characteristics: Characteristics

  static let nameLength = 1...200
  static let breedLength = 1...100
  static let coatColourLength = 1...100
  static let ageRange = 0...40
}

extension Worker {
  static func path(_ id: UUID) -> String { Address.workers.below(id.wire).path }

  var changed: WorkerChanged {
    WorkerChanged(
      id: id, name: details.name, email: details.email, phone: details.phone,
      language: details.language, age: details.age, breed: details.breed,
      coatColour: details.coatColour, code: details.characteristics.code, active: active,
      origin: origin.rawValue, applicationID: applicationID,
      hours: hours?.minutes.map { .init(from: $0.lowerBound, to: $0.upperBound) },
      absences: absences.map { .init(from: $0.lowerBound, to: $0.upperBound) },
      photoSHA256: photoSHA256, version: version)
  }
}

/// As REST shows a worker.
extension Worker: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("name", details.name)
    writer.field("email", details.email)
    writer.field("phone", details.phone)
    writer.field("language", details.language?.rawValue)
    writer.field("age", details.age)
    writer.field("breed", details.breed)
    writer.field("coat_colour", details.coatColour)
    writer.field("code", details.characteristics.code)
    writer.field("characteristics", details.characteristics)
    writer.field("active", active)
    writer.field("origin", origin.rawValue)
    writer.field("photo_sha256", photoSHA256)
    writer.field("orders", "\(Address.orders)?worker=\(id.wire)&status=open")
    writer.field("version", version)
    writer.endObject()
  }
}

extension Characteristics: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    for (name, points) in zip(Self.names, points) { writer.field(name, Int(points)) }
    writer.endObject()
  }
}
