import Contracts
public import FoundationEssentials
public import ServiceKit

/// Where a page of a list begins that is sorted by time and id, and how much it has.
public struct ListPlace: Sendable {
  public typealias Key = (at: Date, id: UUID)

  /// Its cursors belong to no other list.
  let list: String
  /// What the page before ended with; nil: it is the first one.
  public let after: Key?
  let limit: Int

  /// How many are fetched: one too many says that another page follows.
  public var most: Int { limit + 1 }

  /// - Parameter key: what the list is sorted by.
  public func page<Row: Sendable, Item: Sendable>(
    _ fetched: [Row], by key: (Row) -> (Date, UUID), item: (Row) -> Item
  ) -> Page<Item> {
    Page(fetched: fetched, limit: limit) { row in
      let (time, id) = key(row)
      return Cursor.encode(list, time, id)
    } item: {
      item($0)
    }
  }

  public func page<Row: Sendable>(
    _ fetched: [Row], by key: (Row) -> (Date, UUID)
  ) -> Page<Row> {
    page(fetched, by: key) { $0 }
  }
}

extension QueryForm {
  /// - Parameter limit: nil: as the query says.
  public func place(in list: String, limit: Int? = nil) -> ListPlace {
    ListPlace(
      list: list, after: cursor(list, Date.self, UUID.self).map { (at: $0, id: $1) },
      limit: limit ?? self.limit())
  }
}
