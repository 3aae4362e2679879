/// How far a mail, or a connection, has come.
public enum SMTPPhase: String, Sendable, CaseIterable {
  case connect, tls, auth, mail, rcpt, data
  /// The final dot is sent, the answer not there.
  case dot
  /// The server has taken the mail.
  case done
}

/// Why a mail was not taken, or not as far as we know, or a connection did not come about.
public struct SMTPFailure: Error, Hashable, CustomStringConvertible {
  public let phase: SMTPPhase
  public let reason: Reason
  /// Whether other mails can go over the same connection.
  public let connectionGoesOn: Bool

  public enum Reason: Hashable, Sendable {
    case refused(SMTPReply)
    /// An answer to something else than what was asked.
    case unexpected(SMTPReply)
    /// What cannot be read, said in words.
    case unreadable(String)
    case tooSlow(Duration)
    case closed
    case unreachable(String)
    case tlsNotOffered
    case tlsFailed(String)
    /// Of somebody on the way, who would be taken for the server (CVE-2011-0411).
    case bytesBehindStartTLS
    /// Nothing but TLS keeps a secret.
    case loginWithoutTLS
    /// Neither PLAIN nor LOGIN.
    case loginNotOffered
    case addressNotASCII
    case tooLarge(mostBytes: Int)
    /// By whoever sends.
    case stopped
    /// A defect of ours: the connection has another mail in hand.
    case busy
  }

  init(_ phase: SMTPPhase, _ reason: Reason, connectionGoesOn: Bool = false) {
    self.phase = phase
    self.reason = reason
    self.connectionGoesOn = connectionGoesOn
  }

  /// The server's answer, where it gave one.
  public var reply: SMTPReply? {
    switch reason {
    case .refused(let reply), .unexpected(let reply): reply
    default: nil
    }
  }

  /// Whether the server may have taken the mail all the same (RFC 1047).
  public var mayHaveArrived: Bool {
    if case .refused = reason { return false }
    return phase == .dot
  }

  /// Without any address, and without what the server says to people, which may hold one.
  public var description: String { "\(phase.rawValue): \(reason)" }
}

extension SMTPFailure.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .refused(let reply): "refused with \(reply)"
    case .unexpected(let reply): "answered with \(reply), which is no answer to that"
    case .unreadable(let what): "answered with \(what)"
    case .tooSlow(let time): "no answer within \(time)"
    case .closed: "the server closed the connection"
    case .unreachable(let reason): "could not be reached: \(reason)"
    case .tlsNotOffered: "no STARTTLS is offered, though TLS is required"
    case .tlsFailed(let reason): "TLS failed: \(reason)"
    case .bytesBehindStartTLS: "something came unencrypted behind the answer to STARTTLS"
    case .loginWithoutTLS: "there is no TLS, without which no secret is sent"
    case .loginNotOffered: "neither AUTH PLAIN nor AUTH LOGIN is offered"
    case .addressNotASCII: "an address is not ASCII, and SMTPUTF8 is not offered"
    case .tooLarge(let mostBytes): "the server takes no more than \(mostBytes) bytes"
    case .stopped: "we were told to stop"
    case .busy: "the connection has another mail in hand"
    }
  }
}
