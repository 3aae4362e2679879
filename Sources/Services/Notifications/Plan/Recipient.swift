import Contracts
import FoundationEssentials
import Postgres

/// Whom a mail is for.
struct Recipient: Hashable, Sendable, CustomStringConvertible {
  let kind: Kind
  /// Of a person; nil: one of ours.
  let id: UUID?

  enum Kind: String, CaseIterable, Sendable, PostgresText {
    case client, worker, manager
    /// By the application's id: who has several is as many.
    case applicant
    /// The supplies department, or the one that hires.
    case department
    /// Whoever audits the books.
    case audit

    /// No person, but one of ours, who is written to where it is set.
    var isOurs: Bool { self == .department || self == .audit }
  }

  /// As the ids of messages are made of: it never changes.
  var description: String { [kind.rawValue, id?.wire].compactMap(\.self).joined(separator: ":") }
}
