import CLibPQ

extension PostgresError {
  /// The error that a failed answer describes.
  init(answer: OpaquePointer, statement: String) {
    func field(_ name: Character) -> String? {
      name.asciiValue.flatMap { PQresultErrorField(answer, Int32($0)) }
        .map { String(cString: $0) }
    }
    self.init(
      Storage(
        code: .server, sqlState: field("C").map(SQLState.init(rawValue:)), statement: statement,
        position: field("P").flatMap { Int($0) }, schema: field("s"), table: field("t"),
        column: field("c"), constraint: field("n"),
        detail: PQresultVerboseErrorMessage(answer, PQERRORS_VERBOSE, PQSHOW_CONTEXT_ERRORS)
          .map { message in
            defer { PQfreemem(message) }
            return String(cString: message)
          } ?? ""))
  }
}
