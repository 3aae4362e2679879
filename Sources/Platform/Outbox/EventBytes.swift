import Postgres

/// What events weigh. Whoever reads or writes many takes so many at a time and so many bytes, and
/// one event at least, however large it is.
public enum EventBytes {
  /// Of the batches that are carried, copied and published anew.
  public static let batch = 8 << 20

  /// The most that an event's column `data` may take, in SQL. What is kept compressed is not looked
  /// into, which would take longer than carrying it: pglz makes three bytes of 273 at most, LZ4 a
  /// byte of 255 (`src/common/pg_lzcompress.c`; LZ4 block format).
  static let size = """
    pg_column_size(data)::float8
        * case pg_column_compression(data) when 'pglz' then 91 when 'lz4' then 255 else 1 end
    """

  /// A window's function in SQL: how many bytes of the column `size` come before a row.
  public static func before(by order: String) -> String {
    """
    coalesce(sum(size) over (order by \(order)
                             rows between unbounded preceding and 1 preceding), 0)
    """
  }
}

/// An event that would be a burden for all who carry it.
public struct EventTooLarge: Error, CustomStringConvertible {
  let type: String
  let bytes: Int
  let limit: Int

  public var description: String {
    """
    the data of an event \(type) takes \(bytes) bytes as JSON, and MCF_EVENT_BYTES_MAX allows \
    \(limit): publish less of it, such as an id or a digest by which the rest is asked for, or \
    raise the setting
    """
  }
}

extension Transaction {
  /// - Throws: ``EventTooLarge``.
  func check(_ data: JSONText, of type: String) throws {
    let (bytes, limit) = (data.text.utf8.count, eventBytesMax)
    if bytes > limit { throw EventTooLarge(type: type, bytes: bytes, limit: limit) }
  }
}
