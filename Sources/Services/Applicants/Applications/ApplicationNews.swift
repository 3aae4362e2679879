import Contracts
import FoundationEssentials

/// What an event says beside the application.
struct ApplicationNews: Sendable {
  var link: SealedLink?
  /// What may be begun.
  var test: ApplicationChanged.Test?
  /// When a test that was begun ends.
  var deadlineAt: Date?

  /// Nothing more.
  static let plain = ApplicationNews()

  init(
    link: SealedLink? = nil, test: ApplicationChanged.Test? = nil, deadlineAt: Date? = nil
  ) {
    self.link = link
    self.test = test
    self.deadlineAt = deadlineAt
  }
}

/// What a cat brings who becomes a worker, beside what it has written.
struct Hiring: Sendable {
  /// 0…100 each, in the order of `CharacteristicsCode.names`.
  let characteristics: [Int]
  /// The same as letters.
  let code: String
  /// Where the photo is fetched.
  let photo: ApplicantAccepted.Photo
}

extension Application {
  /// - Parameters:
  ///   - previous: what it was before; nil: there was none.
  ///   - isErased: nobody is to know any more whose it was.
  func changed(
    _ cause: ApplicationChanged.Cause, from previous: ApplicationStatus?, for vacancy: VacancyTexts,
    _ news: ApplicationNews, isErased: Bool = false, at now: Date
  ) -> ApplicationChanged {
    ApplicationChanged(
      applicationID: id, vacancyID: vacancyID, vacancyTitle: vacancy.in(language).title,
      language: language, event: cause, status: status.rawValue, previous: previous?.rawValue,
      email: details?.email, firstName: status == .unconfirmed ? nil : details?.firstName,
      link: news.link, test: news.test, deadlineAt: news.deadlineAt, erased: isErased, at: now,
      version: version)
  }

  /// - Returns: nil unless it is accepted, and not erased.
  func accepted(_ hiring: Hiring, for vacancy: VacancyTexts) -> ApplicantAccepted? {
    guard let details, let workerID, let decidedBy, let decidedAt else { return nil }
    return ApplicantAccepted(
      applicationID: id, workerID: workerID, name: details.name, email: details.email,
      phone: details.phone, age: details.age, breed: details.breed, coatColour: details.coatColour,
      language: language,
      characteristics: Dictionary(
        zip(CharacteristicsCode.names, hiring.characteristics)
      ) { first, _ in first },
      code: hiring.code, photo: hiring.photo, vacancyTitle: vacancy.in(language).title,
      acceptedBy: decidedBy, acceptedAt: decidedAt, version: version)
  }

  /// - Returns: nil unless it is rejected, and not erased.
  func rejected(for vacancy: VacancyTexts) -> ApplicantRejected? {
    guard let details, let reason, let reapplyAt, let decidedBy, let decidedAt else { return nil }
    return ApplicantRejected(
      applicationID: id, vacancyID: vacancyID, vacancyTitle: vacancy.in(language).title,
      name: details.name, email: details.email, language: language, reason: reason.rawValue,
      mayApplyAgainAt: reapplyAt, rejectedBy: decidedBy, rejectedAt: decidedAt, version: version)
  }
}

extension VacancyTexts {
  func `in`(_ language: Language) -> Text {
    switch language {
    case .english: en
    case .russian: ru
    }
  }
}
