/// What a server of SMTP answers (RFC 5321, 4.2), with an enhanced code (RFC 2034) where one goes.
struct SubmissionReply: Error, Hashable {
  let code: Int
  private let enhanced: String?
  private let lines: [String]

  init(_ code: Int, _ enhanced: String? = nil, _ lines: String...) {
    self.code = code
    self.enhanced = enhanced
    self.lines = lines
  }

  /// Whether something else should have been said.
  var isMistake: Bool { 500...504 ~= code || code == 555 }

  var bytes: [UInt8] {
    lines.enumerated().flatMap { index, line in
      let mark = index == lines.count - 1 ? " " : "-"
      let words = (enhanced.map { [$0, line] } ?? [line]).joined(separator: " ")
      return Array("\(code)\(mark)\(words)\r\n".utf8)
    }
  }
}

extension SubmissionReply {
  static let greeting = Self(220, nil, "localhost ESMTP: nothing goes further than this machine")
  static let helloBack = Self(250, nil, "localhost")
  static let goodbye = Self(221, "2.0.0", "Goodbye")
  static let full = Self(421, "4.3.2", "Too many connections")
  static let confused = Self(421, "4.7.0", "Too many mistakes")

  static func extensions(_ limits: SubmissionLimits) -> Self {
    Self(
      250, nil, "localhost", "PIPELINING", "8BITMIME", "SMTPUTF8", "SIZE \(limits.mailBytes)",
      "ENHANCEDSTATUSCODES")
  }

  // What was asked for is done.
  static let sender = Self(250, "2.1.0", "Sender is fine")
  static let recipient = Self(250, "2.1.5", "Recipient is fine")
  static let kept = Self(250, "2.0.0", "Kept")
  static let done = Self(250, "2.0.0", "Done")
  static let unverified = Self(252, "2.0.0", "Send it, and see")
  static let help = Self(214, "2.0.0", "RFC 5321; how well this works is at /post/behaviour")
  static let sendData = Self(354, nil, "End with a dot in a line of its own")

  // What is refused, whatever was said.
  static let busy = Self(451, "4.3.0", "Not now")
  static let greylisted = Self(451, "4.7.1", "Not yet")
  static let noMailbox = Self(550, "5.1.1", "Nobody has this address")
  static let tooManyRecipients = Self(452, "4.5.3", "Too many recipients")
  static let tooLarge = Self(552, "5.3.4", "That is too large")
  static let lineTooLong = Self(554, "5.6.0", "A line is too long")
  static let bareLineEnd = Self(554, "5.6.0", "A line ends in something else than CR LF")

  // What should have been said otherwise.
  static let unreadable = Self(500, "5.5.2", "No line of printable UTF-8 that ends in CR LF")
  static let commandTooLong = Self(500, "5.5.2", "The line is too long")
  static let unknownCommand = Self(500, "5.5.1", "No such command")
  static let notHere = Self(502, "5.5.1", "Neither TLS nor logins are needed on loopback")
  static let wrongOrder = Self(503, "5.5.1", "First EHLO, then MAIL, RCPT and DATA")
  static let noRecipient = Self(554, "5.5.1", "There is nobody to send it to")
  static let badArgument = Self(501, "5.5.4", "That cannot be read")
  static let badParameter = Self(555, "5.5.4", "No such parameter")
  static let noAddress = Self(553, "5.1.3", "That is no address")
  static let unicodeUnannounced = Self(553, "5.6.7", "Such an address needs SMTPUTF8")
}
