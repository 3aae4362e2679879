public import FoundationEssentials

/// An applicant is not taken, and may apply again from some day on.
public struct ApplicantRejected: EventPayload, Hashable {
  public static let type = "applicant.rejected.v1"
  public static let message = PackageResources.applicant_rejected_v1_yaml

  public var applicationID: UUID
  public var vacancyID: UUID
  /// In the applicant's language.
  public var vacancyTitle: String
  public var name: String
  public var email: String
  /// In which the applicant reads.
  public var language: Language
  /// `test_result`, `no_test_taken`, `incomplete`, `vacancy_closed`, `not_suitable` or `other`.
  public var reason: String
  public var mayApplyAgainAt: Date
  /// The manager's id: the subject of the token.
  public var rejectedBy: ExactText
  public var rejectedAt: Date
  public var version: Int64

  public init(
    applicationID: UUID, vacancyID: UUID, vacancyTitle: String, name: String, email: String,
    language: Language, reason: String, mayApplyAgainAt: Date, rejectedBy: ExactText,
    rejectedAt: Date, version: Int64
  ) {
    self.applicationID = applicationID
    self.vacancyID = vacancyID
    self.vacancyTitle = vacancyTitle
    self.name = name
    self.email = email
    self.language = language
    self.reason = reason
    self.mayApplyAgainAt = mayApplyAgainAt
    self.rejectedBy = rejectedBy
    self.rejectedAt = rejectedAt
    self.version = version
  }

  enum CodingKeys: String, CodingKey {
    case name, email, language, reason, version
    case applicationID = "application_id"
    case vacancyID = "vacancy_id"
    case vacancyTitle = "vacancy_title"
    case mayApplyAgainAt = "may_apply_again_at"
    case rejectedBy = "rejected_by"
    case rejectedAt = "rejected_at"
  }
}
