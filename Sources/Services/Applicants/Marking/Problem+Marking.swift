import ServiceKit

extension Problem {
  /// 409: what an attempt has finished with stays.
  static let marksFixed = conflict(
    "wrong-state", "The attempt waits for no mark. What it has finished with stays as it is.")

  /// 409: two managers do not mark the same.
  static let beingMarked = conflict(
    "being-marked", "Another manager has this answer just now. Ask for the next one.")

  /// 409: only what is left to a manager is scored because one says so.
  static let notParked = conflict(
    "wrong-state", "Nothing keeps this attempt from being scored, or it is scored.")
}
