import FoundationEssentials
import Postgres
import ServiceKit

/// What the holder of a link wants, as the portal has filed it.
struct PortalAct: Sendable {
  let id: Int64
  let kind: Kind
  /// What the holder has written with it.
  let form: JSONText?
  /// When the holder wanted it, by the portal's clock.
  let at: Date

  /// As of when it is decided: of when it was wanted, and never of later than now.
  func instant(by now: Date) -> Date { min(at, now) }

  enum Kind: String, PostgresText, CaseIterable {
    case confirm
    case notMe = "not_me"
    case withdraw, erase, resend
    case moreTime = "more_time"
  }

  /// Reads what was written; nil: it is nothing that the portal would have taken.
  func read<Value>(_ reading: (Form) -> Value) -> Value? {
    guard let form, let filled = try? Form(JSONValue(parsing: form.text.utf8)) else { return nil }
    let value = reading(filled)
    return filled.mistakes.isEmpty ? value : nil
  }
}

/// What the holder is told of a wish.
struct ActResult: Hashable, Sendable {
  enum Word: String, PostgresText, CaseIterable {
    /// an application of this mailbox for the same vacancy is open.
    case alreadyOpen = "already-open"
    /// it was rejected not long ago.
    case reapplyLater = "reapply-later"
    case photoMissing = "photo-missing"
    case badInput = "bad-input"
    /// The mailbox has had all letters that it gets on a day.
    case tooMany = "too-many"
  }

  /// nil: nothing that its state would not tell.
  let word: Word?
  /// Until when that is so.
  let until: Date?

  init(_ word: Word?, until: Date? = nil) {
    self.word = word
    self.until = until
  }

  static let nothing = ActResult(nil)
}
