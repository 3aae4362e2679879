public import FoundationEssentials

/// An applicant becomes a worker: all that the register of workers needs, so that nothing
/// waits for a call back.
public struct ApplicantAccepted: EventPayload, Hashable {
  public static let type = "applicant.accepted.v1"
  public static let message = PackageResources.applicant_accepted_v1_yaml

  public var applicationID: UUID
  /// Of the worker that the applicant becomes, unless the register knows the e-mail already.
  public var workerID: UUID
  public var name: String
  public var email: String
  public var phone: String
  /// In years.
  public var age: Int
  public var breed: String
  public var coatColour: String
  /// In which the applicant reads.
  public var language: Language
  /// 0 to 100 points for each of the twenty, by name.
  public var characteristics: [String: Int]
  /// The same as twenty letters A–T.
  public var code: String
  public var photo: Photo
  /// In the applicant's language.
  public var vacancyTitle: String
  /// The manager's id: the subject of the token.
  public var acceptedBy: ExactText
  public var acceptedAt: Date
  public var version: Int64

  /// A photo travels as digest and path, never as bytes.
  public struct Photo: Codable, Hashable, Sendable {
    /// In lower-case hexadecimal.
    public var sha256: String
    public var mediaType: String
    /// Where it is got without a token for some days: it is signed, and says until when.
    public var path: String

    public init(sha256: String, mediaType: String, path: String) {
      self.sha256 = sha256
      self.mediaType = mediaType
      self.path = path
    }

    enum CodingKeys: String, CodingKey {
      case sha256, path
      case mediaType = "media_type"
    }
  }

  public init(
    applicationID: UUID, workerID: UUID, name: String, email: String, phone: String, age: Int,
    breed: String, coatColour: String, language: Language, characteristics: [String: Int],
    code: String, photo: Photo, vacancyTitle: String, acceptedBy: ExactText, acceptedAt: Date,
    version: Int64
  ) {
    self.applicationID = applicationID
    self.workerID = workerID
    self.name = name
    self.email = email
    self.phone = phone
    self.age = age
    self.breed = breed
    self.coatColour = coatColour
    self.language = language
    self.characteristics = characteristics
    self.code = code
    self.photo = photo
    self.vacancyTitle = vacancyTitle
    self.acceptedBy = acceptedBy
    self.acceptedAt = acceptedAt
    self.version = version
  }

  enum CodingKeys: String, CodingKey {
    case name, email, phone, age, breed, language, characteristics, code, photo, version
    case applicationID = "application_id"
    case workerID = "worker_id"
    case coatColour = "coat_colour"
    case vacancyTitle = "vacancy_title"
    case acceptedBy = "accepted_by"
    case acceptedAt = "accepted_at"
  }
}
