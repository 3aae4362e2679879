import CLibPQ

extension PostgresError {
  /// The error that a failed answer describes.
  init(answer: OpaquePointer) {
    func field(_ name: Character) -> String? { Self.field(name, of: answer) }
    let text = PQresultVerboseErrorMessage(answer, PQERRORS_VERBOSE, PQSHOW_CONTEXT_ERRORS)
    defer { PQfreemem(text) }
    self.init(
      Storage(
        code: .server, sqlState: field("C").map(SQLState.init(rawValue:)),
        position: field("P").flatMap { Int($0) }, schema: field("s"), table: field("t"),
        column: field("c"), constraint: field("n"),
        detail: text.map { String(cString: $0) } ?? ""))
  }

  /// FATAL and PANIC: the server closes the connection behind this error.
  static func endsSession(_ answer: OpaquePointer) -> Bool {
    let severity = field("V", of: answer)
    return severity == "FATAL" || severity == "PANIC"
  }

  /// The fields are named by the letters of the protocol (PostgreSQL manual, 55.8).
  private static func field(_ name: Character, of answer: OpaquePointer) -> String? {
    name.asciiValue.flatMap { PQresultErrorField(answer, Int32($0)) }.map { String(cString: $0) }
  }

  /// The connection broke. `reason` is the server's last word, if it had one.
  static func connectionLost(_ reason: PostgresError?) -> PostgresError {
    PostgresError(.connectionLost, sqlState: reason?.sqlState, detail: reason?.detail ?? "")
  }
}
