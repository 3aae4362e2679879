import FoundationEssentials
import ServiceKit

/// When keys begin to sign and when they are forgotten.
///
/// A key is published a day before it signs, so that every service has it by then, and for a day after
/// the last token that it may have signed.
struct KeySchedule: Sendable {
  /// How long a token is good, in seconds.
  let token: TimeInterval

  private static let day: TimeInterval = 86_400
  private static let term = 90 * day

  /// A key as the schedule sees it.
  struct Term: Hashable, Sendable {
    var signsFrom: Date
    /// nil: it is the last one.
    var retiredAt: Date?
  }

  /// The next key's term.
  struct Change: Hashable, Sendable {
    let signsFrom: Date
    /// Until when the one before is published.
    let formerUntil: Date?
  }

  /// What has to be done now; nil: nothing.
  ///
  /// - Parameter last: the term of the last key; nil: there is none.
  func change(after last: Term?, at now: Date) -> Change? {
    guard let last else { return Change(signsFrom: now, formerUntil: nil) }
    let due = last.signsFrom.addingTimeInterval(Self.term)
    guard now >= due.addingTimeInterval(-Self.day) else { return nil }
    return successor(from: max(due, now.addingTimeInterval(Self.day)))
  }

  /// A change before its time, as it is made any other day.
  func early(at now: Date) -> Change { successor(from: now.addingTimeInterval(Self.day)) }

  /// A change since somebody else may have the key: nothing that it signed counts any more.
  func emergency(at now: Date) -> Change { Change(signsFrom: now, formerUntil: now) }

  private func successor(from start: Date) -> Change {
    Change(signsFrom: start, formerUntil: start.addingTimeInterval(token + Self.day))
  }
}
