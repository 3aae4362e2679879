import Contracts

/// What a client of SMTP asks for (RFC 5321, 4.1.1).
enum SubmissionCommand: Hashable {
  case hello(isExtended: Bool)
  /// - `size`: as it was announced (RFC 1870).
  /// - `isUnicode`: whether addresses need not be ASCII (RFC 6531).
  case mail(from: ExactText, size: Int?, isUnicode: Bool)
  case recipient(ExactText)
  case data, reset, nothing, quit, verify, help

  /// - Parameter line: without its line end.
  /// - Throws: the answer to what is no command.
  init(_ line: String) throws(SubmissionReply) {
    let verb = line.prefix { $0 != " " }
    let rest = line.dropFirst(verb.count).drop { $0 == " " }
    switch verb.uppercased() {
    case "EHLO": self = try Self.hello(rest, isExtended: true)
    case "HELO": self = try Self.hello(rest, isExtended: false)
    case "MAIL": self = try Self.mail(rest)
    case "RCPT": self = try Self.recipient(rest)
    case "DATA": self = try Self.bare(.data, rest)
    case "RSET": self = try Self.bare(.reset, rest)
    case "QUIT": self = try Self.bare(.quit, rest)
    case "NOOP": self = .nothing
    case "VRFY": self = .verify
    case "HELP": self = .help
    case "STARTTLS", "AUTH": throw .notHere
    default: throw .unknownCommand
    }
  }

  private static func hello(
    _ name: Substring, isExtended: Bool
  ) throws(SubmissionReply) -> SubmissionCommand {
    guard !name.isEmpty else { throw .badArgument }
    return .hello(isExtended: isExtended)
  }

  private static func bare(
    _ command: SubmissionCommand, _ rest: Substring
  ) throws(SubmissionReply) -> SubmissionCommand {
    guard rest.isEmpty else { throw .badArgument }
    return command
  }

  private static func mail(_ rest: Substring) throws(SubmissionReply) -> SubmissionCommand {
    let path = try MailPath(rest, behind: "FROM:")
    var (size, isUnicode): (Int?, Bool) = (nil, false)
    for parameter in path.parameters {
      let parts = parameter.uppercased().split(separator: "=", maxSplits: 1).map(String.init)
      switch (parts[0], parts.count == 2 ? parts[1] : nil) {
      case ("SIZE", let value?):
        guard let bytes = Int(value), bytes >= 0 else { throw .badArgument }
        size = bytes
      case ("BODY", "7BIT"?), ("BODY", "8BITMIME"?): break
      case ("SMTPUTF8", nil): isUnicode = true
      default: throw .badParameter
      }
    }
    guard path.address.isEmpty || path.isAddress else { throw .noAddress }
    return .mail(from: ExactText(path.address), size: size, isUnicode: isUnicode)
  }

  private static func recipient(_ rest: Substring) throws(SubmissionReply) -> SubmissionCommand {
    let path = try MailPath(rest, behind: "TO:")
    guard path.parameters.isEmpty else { throw .badParameter }
    // The one name that needs no domain (RFC 5321, 4.1.1.3).
    guard path.isAddress || path.address.lowercased().utf8.elementsEqual("postmaster".utf8) else {
      throw .noAddress
    }
    return .recipient(ExactText(path.address))
  }
}

/// An address between brackets, and the parameters behind it (RFC 5321, 4.1.2).
private struct MailPath {
  let address: String
  let parameters: [Substring]

  private static let mostBytes = 254
  private static let mostLocalBytes = 64

  /// - Parameter keyword: in capitals.
  init(_ text: Substring, behind keyword: String) throws(SubmissionReply) {
    let rest = text.dropFirst(keyword.count).drop { $0 == " " }
    guard text.prefix(keyword.count).uppercased().utf8.elementsEqual(keyword.utf8),
      rest.first == "<", let end = Self.end(of: rest)
    else { throw .badArgument }
    let inside = rest[..<end].dropFirst()
    // Hosts on the way are not asked for (RFC 5321, appendix C).
    let route = inside.first == "@" ? inside.firstIndex(of: ":") : nil
    address = String(route.map { inside[$0...].dropFirst() } ?? inside)
    let behind = rest[end...].dropFirst()
    guard behind.isEmpty || behind.first == " " else { throw .badArgument }
    parameters = behind.split(separator: " ")
  }

  /// Where the bracket closes; one in quotes closes nothing.
  private static func end(of path: Substring) -> Substring.Index? {
    var (isQuoted, isEscaped) = (false, false)
    for index in path.indices {
      if isEscaped {
        isEscaped = false
      } else if path[index] == "\\" {
        isEscaped = true
      } else if path[index] == "\"" {
        isQuoted.toggle()
      } else if path[index] == ">", !isQuoted {
        return index
      }
    }
    return nil
  }

  /// One that somebody could have; whether somebody has it is not asked here.
  var isAddress: Bool {
    guard let at = address.lastIndex(of: "@") else { return false }
    let (local, domain) = (address[..<at], address[at...].dropFirst())
    let isQuoted = local.first == "\"" && local.last == "\"" && local.utf8.count > 2
    return address.utf8.count <= Self.mostBytes && 1...Self.mostLocalBytes ~= local.utf8.count
      && !domain.isEmpty && !domain.contains(" ")
      && (isQuoted || !local.contains { $0 == " " || $0 == "@" })
  }
}
