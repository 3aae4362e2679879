import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// What managers are called of whom `manager.changed` has told.
struct NameManagers: Statement {
  static let sql = """
    select p.id, p.name
    from   orders.person p
    where  p.kind = 'manager'
    and    p.id = any ($1)
    """

  let ids: [UUID]

  var bindings: Bindings { [ids] }
  static func decode(_ row: inout RowReader) throws -> (id: UUID, name: String) {
    (try row.next(), try row.next())
  }
}

extension OrdersModule {
  /// The names of those subjects that are managers known here.
  func managers(_ subjects: [String]) async throws -> [UUID: String] {
    let ids = Set(subjects.compactMap(UUID.init(uuidString:)))
    guard !ids.isEmpty else { return [:] }
    return try await database.read(NameManagers(ids: Array(ids)))
      .reduce(into: [:]) { $0[$1.id] = $1.name }
  }
}

extension OrderWords {
  /// A manager by name; one of whom no register has told is called what the token says.
  func manager(_ id: String, _ names: [UUID: String]) -> String {
    UUID(uuidString: id).flatMap { names[$0] } ?? id
  }
}
