/// How the way to a server is kept from others.
enum SMTPSecurity: Sendable {
  /// TLS from the first byte (RFC 8314).
  case implicit
  /// STARTTLS, or nothing is sent.
  case required
  /// STARTTLS where it is offered.
  case opportunistic
  case none
}

/// Who we are to a server. Nothing that prints or dumps it shows more than that it is there.
struct SMTPLogin: Sendable, CustomStringConvertible, CustomReflectable {
  let user: String
  let secret: String

  var description: String { "a login" }
  var customMirror: Mirror { Mirror(self, children: []) }
}
