public import FoundationEssentials

/// A worker's whole state after a change.
///
/// Subject: the worker. A replica applies it only if `version` is newer than its own.
public struct WorkerChanged: EventPayload, Hashable {
  public static let type = "worker.changed.v1"
  public static let message = PackageResources.worker_changed_v1_yaml

  public var id: UUID
  public var name: String
  public var email: String
  public var phone: String
  /// In which the worker wants to read; nil: not told.
  public var language: Language?
  /// In years.
  public var age: Int
  public var breed: String
  public var coatColour: String
  /// Twenty letters A–T, one a characteristic in the fixed order.
  public var code: String
  public var active: Bool
  /// `imported` or `applicant`.
  public var origin: String
  /// The application by which the worker was hired here; nil: there was none.
  public var applicationID: UUID?
  /// When the worker works, in minutes of the business week; nil: always.
  public var hours: [WeekMinutes]?
  public var absences: [Absence]
  public var photoSHA256: String?
  public var version: Int64

  /// `[from, to)` in minutes since Monday 00:00 business time; the week ends at 10 080.
  public struct WeekMinutes: Codable, Hashable, Sendable {
    public var from: Int
    public var to: Int

    public init(from: Int, to: Int) {
      self.from = from
      self.to = to
    }
  }

  /// `[from, to)`.
  public struct Absence: Codable, Hashable, Sendable {
    public var from: Date
    public var to: Date

    public init(from: Date, to: Date) {
      self.from = from
      self.to = to
    }
  }

  public init(
    id: UUID, name: String, email: String, phone: String, language: Language?, age: Int,
    breed: String, coatColour: String, code: String, active: Bool, origin: String,
    applicationID: UUID?, hours: [WeekMinutes]?, absences: [Absence],
    photoSHA256: String?, version: Int64
  ) {
    self.id = id
    self.name = name
    self.email = email
    self.phone = phone
    self.language = language
    self.age = age
    self.breed = breed
    self.coatColour = coatColour
    self.code = code
    self.active = active
    self.origin = origin
    self.applicationID = applicationID
    self.hours = hours
    self.absences = absences
    self.photoSHA256 = photoSHA256
    self.version = version
  }

  enum CodingKeys: String, CodingKey {
    case id, name, email, phone, language, age, breed, code, active, origin, hours, absences
    case version
    case applicationID = "application_id"
    case coatColour = "coat_colour"
    case photoSHA256 = "photo_sha256"
  }
}
