public import Contracts
public import Postgres

extension Money: PostgresEncodable, PostgresDecodable {
  public static var oid: PostgresOID { Int64.oid }
  public func encode(into bytes: inout [UInt8]) { hundredths.encode(into: &bytes) }
  public init(postgres cell: PostgresCell) throws {
    self.init(hundredths: try Int64(postgres: cell))
  }
}
