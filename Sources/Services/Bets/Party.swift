import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// Who owes or is owed.
enum Party: Sendable, Hashable {
  case manager(UUID)
  /// Who get what nobody was right about.
  case developers

  /// As it is stored and travels.
  var text: String {
    switch self {
    case .manager(let id): id.wire
    case .developers: "developers"
    }
  }

  var manager: UUID? {
    guard case .manager(let id) = self else { return nil }
    return id
  }

  init?(_ text: String) {
    if ExactText(text) == ExactText(Party.developers.text) {
      self = .developers
    } else if let id = UUID(uuidString: text) {
      self = .manager(id)
    } else {
      return nil
    }
  }
}

extension Party: Comparable {
  /// By id; the developers come last.
  static func < (a: Party, b: Party) -> Bool {
    guard let first = a.manager else { return false }
    guard let second = b.manager else { return true }
    return first < second
  }
}

extension Party: PostgresCodable {
  static var oid: PostgresOID { String.oid }
  func encode(into bytes: inout [UInt8]) { text.encode(into: &bytes) }

  init(postgres cell: PostgresCell) throws {
    guard let party = Party(try String(postgres: cell)) else {
      throw PostgresCell.Mistake("not a party")
    }
    self = party
  }
}

extension Party: JSONWritable {
  func write(to writer: inout JSONWriter) { writer.value(text) }
}
