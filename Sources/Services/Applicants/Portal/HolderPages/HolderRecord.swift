import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// What the database tells of an application to whoever has its link.
struct HolderRecord: Sendable {
  /// None: it was dropped, and there is something to tell about that.
  var status: ApplicationStatus?
  var firstName: String?
  var vacancy: VacancyTexts?
  var reapplyAt: Date?
  /// What is wanted and not decided yet.
  var waiting: [PortalAct.Kind] = []
  /// What the managers' half said to what was decided last; none, too, where it is newer than this
  /// half and says what is not known here.
  var result: ActResult.Word?
  /// Until when that is so.
  var resultUntil: Date?
  var invitation: Invitation?
  var attempt: Attempt?

  struct Invitation: Sendable {
    var goodUntil: Date
    var questions: Int
    /// With the time that was granted besides.
    var seconds: Int
    /// Of its tests, in their order.
    var introductions: [Introduction] = []
  }

  /// What a test says before it begins.
  struct Introduction: Sendable {
    let title: TranslatedText
    let text: TranslatedText
  }

  struct Attempt: Sendable {
    var status: Applicants.Attempt.Status
    var deadline: Date
    var acceptUntil: Date
  }
}

extension HolderRecord {
  static let columns = """
    status, first_name, vacancy, reapply_at, waiting, result, result_until,
    good_until, questions, limit_seconds + extra_seconds, tests,
    attempt, deadline_at, accept_until
    """

  init(row: inout RowReader) throws {
    status = try row.next()
    firstName = try row.next()
    vacancy = try row.next(as: JSON<VacancyTexts>?.self)?.value
    reapplyAt = try row.next()
    waiting = try row.next(as: [String].self).compactMap(PortalAct.Kind.init)
    result = try row.next(as: String?.self).flatMap(ActResult.Word.init)
    resultUntil = try row.next()
    let invited = (
      try row.next(as: Date?.self), try row.next(as: Int?.self), try row.next(as: Int?.self)
    )
    let tests = try row.next(as: JSONText?.self).map { try JSONValue(parsing: $0.text.utf8) }
    if case (let until?, let questions?, let seconds?) = invited {
      invitation = Invitation(
        goodUntil: until, questions: questions, seconds: seconds,
        introductions: (tests?.array ?? []).compactMap(Introduction.init))
    }
    let begun = (
      try row.next(as: Applicants.Attempt.Status?.self), try row.next(as: Date?.self),
      try row.next(as: Date?.self)
    )
    if case (let status?, let deadline?, let acceptUntil?) = begun {
      attempt = Attempt(status: status, deadline: deadline, acceptUntil: acceptUntil)
    }
  }
}

extension HolderRecord.Introduction {
  /// - Returns: nil for what no published test says.
  fileprivate init?(_ json: JSONValue) {
    guard let form = try? Form(json) else { return nil }
    title = form.translatedText("title")
    text = form.translatedText("introduction")
    guard form.mistakes.isEmpty else { return nil }
  }
}

extension HolderRecord {
  /// What is still to be said of what was decided last: some of it is so for a time only.
  ///
  /// - Parameter hasPhoto: whether a picture is there by now.
  func resultToTell(hasPhoto: Bool, at now: Date) -> ActResult.Word? {
    guard resultUntil.map({ now < $0 }) ?? true else { return nil }
    return result == .photoMissing && hasPhoto ? nil : result
  }
}

/// What an applicant has written, as long as it can be corrected.
struct HolderDetails: Sendable {
  let written: ApplicantDetails
  /// SHA-256 of the picture that was sent last, in hexadecimal; none so far.
  let photo: String?
}
