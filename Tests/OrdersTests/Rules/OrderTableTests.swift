import Contracts
import FoundationEssentials
import Testing

@testable import Orders
@testable import ServiceKit

@Suite("Orders as a table")
struct OrderTableTests {
  /// Each is said by another column, follows from the others, or is of use to programs only.
  private static let leftOut: Set<ExactText> = [
    "service_type_id", "client_first_name", "worker_first_name", "max_charge", "copy_offered",
    "overdue", "check_in_photo_sha256", "report_photo_sha256",
  ]

  @Test("have a column for each member of what managers see, but for those left out")
  func columns() throws {
    var writer = JSONWriter()
    OrderView(order: .sample(), actor: .manager, now: .sample, durations: OrderDurations())
      .write(to: &writer)
    let members = try JSONValue(parsing: writer.bytes).members.map(\.name)
    let columns = OrderTable.columns.map { $0 == "service_type" ? "service_type_name" : $0 }
    #expect(Set(columns.map { ExactText($0) }).isDisjoint(with: Self.leftOut))
    #expect(Set(members) == Self.leftOut.union(columns.map { ExactText($0) }))
  }
}
