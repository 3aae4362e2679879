/// One page of a list: `{"items": […], "next_cursor": …}`.
public struct Page<Item: Sendable>: Sendable {
  public var items: [Item]
  /// `nil` on the last page.
  public var nextCursor: String?

  public init(_ items: [Item], nextCursor: String?) {
    self.items = items
    self.nextCursor = nextCursor
  }

  /// A page from `limit + 1` fetched rows: the one too many says that there is a next page.
  ///
  /// - Parameter cursor: the cursor of the page's last row.
  public init<Row>(
    fetched rows: [Row], limit: Int, cursor: (Row) -> String, item: (Row) throws -> Item
  ) rethrows {
    let page = rows.prefix(limit)
    items = try page.map(item)
    nextCursor = rows.count > limit ? page.last.map(cursor) : nil
  }
}

extension Page: Encodable where Item: Encodable {
  enum CodingKeys: String, CodingKey {
    case items
    case nextCursor = "next_cursor"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(items, forKey: .items)
    try container.encode(nextCursor, forKey: .nextCursor)
  }
}

extension Page: JSONWritable where Item: JSONWritable {
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("items", items)
    writer.field("next_cursor", nextCursor)
    writer.endObject()
  }
}
