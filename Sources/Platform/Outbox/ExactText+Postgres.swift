public import Contracts
public import Postgres

/// Written and read as `text`.
extension ExactText: PostgresEncodable, PostgresDecodable {
  public static var oid: PostgresOID { String.oid }
  public func encode(into bytes: inout [UInt8]) { text.encode(into: &bytes) }
  public init(postgres cell: PostgresCell) throws { self.init(try String(postgres: cell)) }
}
