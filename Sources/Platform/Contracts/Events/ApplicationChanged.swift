public import FoundationEssentials

/// What an application has come to, for who writes to the applicant.
///
/// Subject: the application, here and in all `applica*` events. Being accepted and being rejected
/// are told by events of their own.
public struct ApplicationChanged: EventPayload, Hashable {
  public static let type = "application.changed.v1"
  public static let message = PackageResources.application_changed_v1_yaml

  public var applicationID: UUID
  public var vacancyID: UUID
  /// In the applicant's language.
  public var vacancyTitle: String
  /// In which the applicant reads.
  public var language: Language
  public var event: Cause
  /// What it is since: `unconfirmed`, `new`, `invited`, `tested`, `accepted`, `rejected` or
  /// `withdrawn`.
  public var status: String
  /// What it was before; nil: there was none.
  public var previous: String?
  /// nil: it is forgotten, and everybody who keeps it forgets it now.
  public var email: String?
  /// nil as long as nobody has confirmed that the mailbox is the applicant's: strangers type names.
  public var firstName: String?
  public var link: SealedLink?
  /// What may be begun.
  public var test: Test?
  /// When a test that was begun ends.
  public var deadlineAt: Date?
  public var erased: Bool
  public var at: Date
  public var version: Int64

  /// What has happened.
  public enum Cause: String, Codable, Hashable, Sendable, CaseIterable {
    case asked, confirmed, invited, tested, withdrawn, reopened, erased
    case invitedAgain = "invited_again"
    case timeAdded = "time_added"
    case linkSent = "link_sent"
  }

  public struct Test: Codable, Hashable, Sendable {
    public var questions: Int
    /// Without what is granted beyond it.
    public var limitSeconds: Int
    public var extraSeconds: Int
    /// Until when it may be begun.
    public var goodUntil: Date

    public init(questions: Int, limitSeconds: Int, extraSeconds: Int, goodUntil: Date) {
      self.questions = questions
      self.limitSeconds = limitSeconds
      self.extraSeconds = extraSeconds
      self.goodUntil = goodUntil
    }

    enum CodingKeys: String, CodingKey {
      case questions
      case limitSeconds = "limit_seconds"
      case extraSeconds = "extra_seconds"
      case goodUntil = "good_until"
    }
  }

  public init(
    applicationID: UUID, vacancyID: UUID, vacancyTitle: String, language: Language, event: Cause,
    status: String, previous: String?, email: String?, firstName: String?, link: SealedLink?,
    test: Test?, deadlineAt: Date?, erased: Bool, at: Date, version: Int64
  ) {
    self.applicationID = applicationID
    self.vacancyID = vacancyID
    self.vacancyTitle = vacancyTitle
    self.language = language
    self.event = event
    self.status = status
    self.previous = previous
    self.email = email
    self.firstName = firstName
    self.link = link
    self.test = test
    self.deadlineAt = deadlineAt
    self.erased = erased
    self.at = at
    self.version = version
  }

  enum CodingKeys: String, CodingKey {
    case language, event, status, previous, email, link, test, erased, at, version
    case applicationID = "application_id"
    case vacancyID = "vacancy_id"
    case vacancyTitle = "vacancy_title"
    case firstName = "first_name"
    case deadlineAt = "deadline_at"
  }
}
