/// One statement of SQL as one type: its text, what it binds and the row it answers with.
///
/// ```swift
/// struct FindCat: Statement {
///   static let sql = "select name, age from cat where id = $1"
///   let id: UUID
///   var bindings: Bindings { [id] }
///   static func decode(_ row: inout RowReader) throws -> (String, Int?) {
///     (try row.next(), try row.next())
///   }
/// }
/// ```
public protocol Statement: Sendable {
  /// `Void`: rows are not decoded; the answer's count is then the number of rows affected.
  associatedtype Row: Sendable = Void

  /// The text with `$1…`. It must be the same at every call: it is prepared once per connection.
  static var sql: String { get }
  /// What errors and logs call it.
  static var name: String { get }
  /// The values of `$1…`, in order.
  var bindings: Bindings { get }
  /// What `{schema}` in the text stands for, where only the run decides in which schema the tables
  /// lie; from code, never from people. nil: the text is complete.
  var schema: String? { get }
  /// Reads one row, column by column.
  static func decode(_ row: inout RowReader) throws -> Row
}

extension Statement {
  public static var name: String { "\(Self.self)" }
  public var bindings: Bindings { [] }
  public var schema: String? { nil }

  /// The text with `{schema}` replaced.
  public static func sql(in schema: String) -> String {
    sql.replacing("{schema}", with: quotedIdentifier(schema))
  }
}

/// An identifier as SQL writes it.
public func quotedIdentifier(_ name: String) -> String {
  // By bytes: a quotation mark with a combining mark behind it is another Character, and still one.
  let mark = UInt8(ascii: "\"")
  let doubled = name.utf8.flatMap { $0 == mark ? [mark, mark] : [$0] }
  return "\"\(String(decoding: doubled, as: UTF8.self))\""
}

extension Statement where Row == Void {
  public static func decode(_ row: inout RowReader) throws {}
}

extension Statement where Row: PostgresDecodable {
  public static func decode(_ row: inout RowReader) throws -> Row { try row.next() }
}
