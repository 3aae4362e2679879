import CLibPQ

/// What libpq reads out of a connection string, without asking a server, a file or the environment.
struct ConnectionString {
  private let values: [String: String]

  /// nil: libpq does not understand it.
  init?(_ text: String) {
    guard let parsed = PQconninfoParse(text, nil) else { return nil }
    defer { PQconninfoFree(parsed) }
    var values: [String: String] = [:]
    Self.forEach(parsed) { option in
      values[String(cString: option.keyword)] = option.val.map { String(cString: $0) }
    }
    self.values = values
  }

  subscript(keyword: String) -> String? { values[keyword] }

  /// The variables that libpq looks at for what a connection string leaves open.
  static var environmentVariables: [String] {
    guard let options = PQconninfoParse("", nil) else { return [] }
    defer { PQconninfoFree(options) }
    var names: [String] = []
    forEach(options) { option in
      if let name = option.envvar { names.append(String(cString: name)) }
    }
    return names
  }

  private static func forEach(
    _ options: UnsafeMutablePointer<PQconninfoOption>, _ body: (PQconninfoOption) -> Void
  ) {
    var option = options
    while option.pointee.keyword != nil {
      body(option.pointee)
      option += 1
    }
  }
}

extension PostgresConfiguration {
  /// What the URL must be, said to people.
  public static let urlRule = """
    a connection string: host=HOST user=USER password='PASSWORD' dbname=DATABASE (in the quotes, a \
    \\ before each ' and \\), or postgresql://USER:PASSWORD@HOST/DATABASE with whatever is special \
    in them percent-encoded
    """

  /// What to tell whoever wrote a connection string that libpq does not understand; nil: it does.
  /// Nothing of the string is quoted: it may hold a password.
  public static func mistake(inURL text: String) -> String? {
    let isNone = text.allSatisfy(\.isWhitespace) || ConnectionString(text) == nil
    return isNone ? "must be \(urlRule)" : nil
  }

  /// What comes before the connection string can be overridden by it, what comes after not.
  func libpqParameters(for role: Session.Role) -> [(String, String)] {
    let seconds = max(2, (connectTimeout.wholeMilliseconds + 999) / 1_000)
    return [
      ("connect_timeout", "\(seconds)"),
      ("keepalives", "1"),
      ("keepalives_idle", "30"),
      ("keepalives_interval", "10"),
      ("keepalives_count", "3"),
      ("tcp_user_timeout", "30000"),
      ("fallback_application_name", applicationName),
      ("dbname", url),
      ("client_encoding", "UTF8"),
    ] + (database.map { [("dbname", $0)] } ?? []) + (role == .shared ? sharedTarget : [])
  }

  /// For libpq a primary that is read-only by default for a while is no `read-write` one. Reads mean
  /// the primary.
  private var sharedTarget: [(String, String)] {
    ConnectionString(url)?["target_session_attrs"] == "read-write"
      ? [("target_session_attrs", "primary")] : []
  }
}
