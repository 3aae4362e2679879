import Mail

extension MailLife.Finding {
  /// What a try means that the server has not taken the mail by.
  init(_ failure: SMTPFailure) {
    if failure.mayHaveArrived {
      self = .unclear
      return
    }
    switch failure.reason {
    case .addressNotASCII: self = .addressUnusable
    case .tooLarge: self = .tooLarge
    default:
      switch failure.phase {
      case .connect, .tls, .auth: self = .unreached
      case .mail, .rcpt, .data, .dot, .done: self = Self.refusal(failure) ?? .broken
      }
    }
  }

  private static func refusal(_ failure: SMTPFailure) -> Self? {
    guard case .refused(let reply) = failure.reason else { return nil }
    guard reply.code >= 500 else { return .putOff }
    return failure.phase == .rcpt && reply.enhanced?.saysNobodyIsThere == true
      ? .noSuchMailbox : .refused
  }
}

extension SMTPReply.EnhancedCode {
  /// RFC 3463, 3.2: what 5.1.x says of addresses, 5.1.7 and 5.1.8 say of the sender's.
  var saysNobodyIsThere: Bool {
    self.class == 5 && subject == 1 && ![7, 8].contains(detail)
  }
}
