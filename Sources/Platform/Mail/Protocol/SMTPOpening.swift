import FoundationEssentials

/// Decides what is said until a server can be given mails: greeting, TLS, who we are.
struct SMTPOpening {
  /// What holds for every connection.
  struct Rules {
    let domain: MailDomain
    let security: SMTPSecurity
    let login: SMTPLogin?
  }

  enum Step: Equatable {
    case send(String)
    case startTLS
    /// The reply is the last one.
    case ready(SMTPReply)
    case fail(SMTPFailure.Reason)
  }

  private enum Stage {
    case handshake, greeting, hello, startTLS, plainSecret, loginMethod, loginUser, loginSecret
  }

  private let rules: Rules
  private var stage: Stage
  private var isSecure = false
  private(set) var extensions = SMTPExtensions()

  init(_ rules: Rules) {
    self.rules = rules
    stage = rules.security == .implicit ? .handshake : .greeting
  }

  /// TLS begins, and no byte may come outside of it.
  var isInHandshake: Bool { stage == .handshake }

  var phase: SMTPPhase {
    switch stage {
    case .handshake, .startTLS: .tls
    case .greeting: .connect
    case .hello: isSecure && rules.security != .implicit ? .tls : .connect
    case .plainSecret, .loginMethod, .loginUser, .loginSecret: .auth
    }
  }

  // MARK: what happened

  mutating func tlsEstablished() -> Step? {
    guard isInHandshake else { return nil }
    isSecure = true
    stage = .greeting
    // What was said before TLS is forgotten (RFC 3207, 4.2).
    return rules.security == .implicit ? nil : sayHello()
  }

  mutating func received(_ reply: SMTPReply) -> Step {
    switch (stage, reply.code) {
    case (.greeting, 220): return sayHello()
    case (.hello, 250):
      extensions = SMTPExtensions(reply)
      return next(reply)
    case (.startTLS, 220):
      stage = .handshake
      return .startTLS
    case (.loginMethod, 334): return answer(rules.login?.user, .loginUser)
    case (.loginUser, 334): return answer(rules.login?.secret, .loginSecret)
    case (.plainSecret, 235), (.loginSecret, 235): return .ready(reply)
    default: return .fail(reply.isRefusal ? .refused(reply) : .unexpected(reply))
    }
  }

  // MARK: what to say

  private mutating func sayHello() -> Step {
    stage = .hello
    return .send("EHLO \(rules.domain)")
  }

  private mutating func next(_ reply: SMTPReply) -> Step {
    if !isSecure, rules.security != .none {
      if extensions.startsTLS {
        stage = .startTLS
        return .send("STARTTLS")
      }
      if rules.security == .required { return .fail(.tlsNotOffered) }
    }
    return rules.login.map { logIn($0) } ?? .ready(reply)
  }

  private mutating func logIn(_ login: SMTPLogin) -> Step {
    stage = .loginMethod
    guard isSecure else { return .fail(.loginWithoutTLS) }
    if extensions.mechanisms.contains(.plain) {
      stage = .plainSecret
      // RFC 4616; the identity to act as is our own.
      return .send("AUTH PLAIN \(Self.base64("\0\(login.user)\0\(login.secret)"))")
    }
    return extensions.mechanisms.contains(.login) ? .send("AUTH LOGIN") : .fail(.loginNotOffered)
  }

  private mutating func answer(_ text: String?, _ next: Stage) -> Step {
    stage = next
    return .send(Self.base64(text ?? ""))
  }

  private static func base64(_ text: String) -> String {
    Data(text.utf8).base64EncodedString()
  }
}
