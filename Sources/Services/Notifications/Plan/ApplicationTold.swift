import Contracts
import FoundationEssentials
import ServiceKit

/// What a letter says of an application, to whoever has left it.
///
/// Its link stays sealed: it is opened into the mail alone.
struct ApplicationTold: MailContent {
  var applicationID: UUID
  /// In the applicant's language.
  var vacancyTitle: String
  /// nil as long as it is not known whether who typed it is who reads it.
  var firstName: String?
  var link: SealedLink?
  /// Of the test.
  var questions: Int?
  /// For the test, with what was added, in seconds.
  var time: Int?
  /// What was added to that, in seconds.
  var added: Int?
  /// Until when the test may be begun.
  var beginBy: Date?
  /// When the test that was begun ends.
  var endsAt: Date?
  /// From when on the cat may apply again.
  var againFrom: Date?
}

extension ApplicationTold {
  init(_ changed: ApplicationChanged) {
    self.init(
      applicationID: changed.applicationID, vacancyTitle: changed.vacancyTitle,
      firstName: changed.firstName, link: changed.link)
    switch changed.event {
    case .invited, .invitedAgain, .timeAdded:
      guard let test = changed.test else { return }
      questions = test.questions
      time = test.limitSeconds + test.extraSeconds
      added = test.extraSeconds
      endsAt = changed.deadlineAt
      // One that runs has been begun.
      beginBy = endsAt == nil ? test.goodUntil : nil
    case .asked, .confirmed, .tested, .withdrawn, .reopened, .erased, .linkSent: break
    }
  }

  init(_ accepted: ApplicantAccepted) {
    self.init(
      applicationID: accepted.applicationID, vacancyTitle: accepted.vacancyTitle,
      firstName: accepted.name.firstWord)
  }

  init(_ rejected: ApplicantRejected) {
    self.init(
      applicationID: rejected.applicationID, vacancyTitle: rejected.vacancyTitle,
      firstName: rejected.name.firstWord, againFrom: rejected.mayApplyAgainAt)
  }

  var leadsUntil: Date? { link?.expiresAt }
  var instants: [Date] { [beginBy, endsAt, againFrom].compactMap(\.self) }
}
