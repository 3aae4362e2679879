/// What a server can do beyond the minimum, as it answers to EHLO (RFC 5321, 4.1.1.1).
struct SMTPExtensions: Equatable {
  /// RFC 3207
  var startsTLS = false
  /// RFC 2920
  var pipelines = false
  /// Takes addresses that are not ASCII (RFC 6531).
  var takesUnicode = false
  /// Is told a message's size at first (RFC 1870).
  var wantsSize = false
  /// The longest message it takes, in bytes; nil: it does not say.
  var mostBytes: Int?
  /// RFC 4954
  var mechanisms: [Mechanism] = []

  /// Ways to say who we are that send the secret, wherefore there is TLS around them.
  enum Mechanism: String { case plain = "PLAIN", login = "LOGIN" }

  init() {}

  init(_ reply: SMTPReply) {
    for line in reply.lines.dropFirst() {
      // Keywords are in any case (RFC 5321, 2.4).
      let words = line.uppercased().split(separator: " ").map(String.init)
      let parameters = words.dropFirst()
      switch words.first {
      case "STARTTLS": startsTLS = true
      case "PIPELINING": pipelines = true
      case "SMTPUTF8": takesUnicode = true
      case "SIZE":
        wantsSize = true
        mostBytes = parameters.first.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
      case "AUTH": mechanisms += parameters.compactMap(Mechanism.init)
      default: break
      }
    }
  }

  /// Why the server would not take the mail; nil: it may.
  func objection(to mail: OutgoingMail) -> SMTPFailure.Reason? {
    if !mail.isASCII, !takesUnicode { return .addressNotASCII }
    if let mostBytes, mail.bytes.count > mostBytes { return .tooLarge(mostBytes: mostBytes) }
    return nil
  }
}
