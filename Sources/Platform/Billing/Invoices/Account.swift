public import Contracts
public import FoundationEssentials
public import Postgres

/// What the next invoice of a party begins with: nothing, or less. No row: nothing.
public struct FindCarried: Statement {
  public static let sql = "select carried from account where party = $1"
  let party: UUID
  public init(of party: UUID) { self.party = party }
  public var bindings: Bindings { [party] }
  public static func decode(_ row: inout RowReader) throws -> Money { try row.next() }
}
