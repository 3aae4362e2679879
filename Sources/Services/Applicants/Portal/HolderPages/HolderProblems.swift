import HTTPTypes
import ServiceKit

extension Problem {
  /// 404: a link that leads nowhere, be it malformed, forged, expired, revoked or erased: whoever
  /// tries some is not told which.
  static var deadLink: Problem {
    Problem(
      .notFound, "dead-link", title: "This link leads nowhere",
      detail: "It is mistyped or too old, or what it led to is gone.")
  }

  /// 409: from the end on, whether it was handed in already or not.
  static let sittingOver = conflict(
    "attempt-over", "The test is over. What was saved before counts; this does not.")

  /// 409: the answers of an attempt were changed 2 000 times.
  static let answerFull = conflict(
    "answer-full", "Answers were changed so often that nothing more is saved.")

  /// 409: as many pictures as an application may have.
  static let photosFull = conflict(
    "photos-full", "Five pictures are here already. The one that was sent last is taken.")
}

extension MistakeReason {
  /// A picture is sent before an application is confirmed.
  static let noPhoto = Self(code: "no-photo", "is missing: send it before")
}
