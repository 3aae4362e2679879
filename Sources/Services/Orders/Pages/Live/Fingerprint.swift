import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// What an open page looks at to know whether it still shows what there is: one number that is
/// another one whenever one of its orders has changed, come or gone.
///
/// It knows no time: what a page says otherwise when an hour has come, such as that check-in is open,
/// it learns from its own reload each minute.
enum Fingerprint {
  /// What the address of a page's stream calls the one that the page was made of.
  static let parameter = "seen"

  /// - Parameters:
  ///   - stream: without a query.
  ///   - seen: what the page was made of.
  static func address(of stream: Address, seen: Int64) -> String {
    stream.path + queryString([(parameter, String(seen))])
  }

  /// - Parameter picked: selects `o.id` and `o.version` of the orders that the page shows, few of
  ///   them and by an index.
  static func sql(of picked: String) -> String {
    """
    select hashtextextended(
             coalesce(string_agg(shown.id || ' ' || shown.version, ',' order by shown.id), ''), 0)
           & 9223372036854775807
    from   (\(picked)) as shown
    """
  }
}

/// Of one order, if it is one of the viewer's.
struct FingerprintOfOrder: Statement {
  static let sql = Fingerprint.sql(
    of: """
      select o.id, o.version
            from   orders.orders o
            where  o.id = $1
            and    \(Viewer.visible)
      """)

  let id: UUID
  let viewer: Viewer

  var bindings: Bindings { [id, viewer.clientSubject, viewer.workerID] }
  static func decode(_ row: inout RowReader) throws -> Int64 { try row.next() }
}
