import Contracts
import FoundationEssentials
import Postgres

/// Whom a mail is for.
enum Recipient: Hashable, Sendable, CustomStringConvertible {
  case client(UUID)
  case worker(UUID)
  /// The supplies department.
  case department

  enum Kind: String, CaseIterable, Sendable, PostgresText {
    case client, worker, department

    /// One of us, who is written to where it is set.
    var isOurs: Bool { self == .department }
  }

  var kind: Kind {
    switch self {
    case .client: .client
    case .worker: .worker
    case .department: .department
    }
  }

  var id: UUID? {
    switch self {
    case .client(let id), .worker(let id): id
    case .department: nil
    }
  }

  /// As the ids of messages are made of: it never changes.
  var description: String { [kind.rawValue, id?.wire].compactMap(\.self).joined(separator: ":") }
}
