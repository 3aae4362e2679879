import Contracts
public import FoundationEssentials
public import Postgres
import ServiceKit

/// Somebody whose money a desk is about, as events have told of them.
public struct DeskPerson: Sendable {
  public let id: UUID
  public let name: String
  public let email: String

  static let columns = "id, name, email"

  /// A condition: something is found in the name or the e-mail. Lower case is Unicode's, as in the
  /// column.
  ///
  /// - Parameter pattern: the parameter that has a ``LikePattern``.
  static func isFound(by pattern: String) -> String {
    """
    search like (lower(\(pattern) collate "und-x-icu") collate "default")
    """
  }

  init(row: inout RowReader) throws {
    id = try row.next()
    name = try row.next()
    email = try row.next()
  }
}

/// Those in whose name or e-mail something is found, in the order of their registration.
public struct SearchPeople: Statement {
  public static let sql = """
    select \(DeskPerson.columns)
    from   person
    where  kind = $1
    and    \(DeskPerson.isFound(by: "$2"))
    and    ($3::uuid is null or id > $3)
    order  by id
    limit  $4
    """

  let kind: Person.Kind
  let pattern: LikePattern
  let after: UUID?
  let limit: Int
  public var bindings: Bindings { [kind, pattern.containing, after, limit] }
  public static func decode(_ row: inout RowReader) throws -> DeskPerson {
    try DeskPerson(row: &row)
  }
}

public struct FindPeople: Statement {
  public static let sql = """
    select \(DeskPerson.columns)
    from   person
    where  kind = any ($1)
    and    id = any ($2)
    """

  private let kinds: [String]
  private let ids: [UUID]

  /// - Parameter kind: nil: whatever they are.
  init(_ kind: Person.Kind? = nil, ids: [UUID]) {
    kinds = (kind.map { [$0] } ?? Person.Kind.allCases).map(\.rawValue)
    self.ids = ids
  }

  public var bindings: Bindings { [kinds, ids] }
  public static func decode(_ row: inout RowReader) throws -> DeskPerson {
    try DeskPerson(row: &row)
  }
}

extension Desk {
  /// One of those whose money it is.
  ///
  /// - Throws: 404 for one of whom nothing was told here.
  public func person(_ id: UUID) async throws -> DeskPerson {
    guard let found = try await database.read(FindPeople(side, ids: [id])).first else {
      throw Problem.notFound
    }
    return found
  }
}
