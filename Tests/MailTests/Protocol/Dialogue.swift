import Testing

@testable import Mail

/// A state machine, and what it says and reports, as text.
struct Dialogue {
  var machine: SMTPStateMachine

  static let hello = "250-mx.example\r\n250-PIPELINING\r\n250-SIZE 9000\r\n250 AUTH LOGIN PLAIN"
  static let bareHello = "250 mx.example"

  init(_ security: SMTPSecurity = .none, login: Bool = false) throws {
    machine = SMTPStateMachine(
      .init(
        domain: try #require(MailDomain("mcf.example")), security: security,
        login: login ? SMTPLogin(user: "leo", secret: "cream") : nil))
  }

  /// To where a mail can be sent.
  static func ready(_ hello: String = bareHello) throws -> Dialogue {
    var dialogue = try Dialogue()
    dialogue.machine.open()
    _ = dialogue.hears("220 mx")
    #expect(dialogue.hears(hello) == ["ok 250"])
    return dialogue
  }

  static func mail(
    to recipient: String = "kit@cats.example", _ text: String = "Hello.\r\n"
  ) throws -> OutgoingMail {
    OutgoingMail(
      from: try #require(MailAddress("post@mcf.example")),
      to: try #require(MailAddress(recipient)), bytes: Array(text.utf8))
  }

  mutating func opens() -> [String] {
    machine.open()
    return actions()
  }

  /// - Parameter reply: without the last line's end.
  mutating func hears(_ reply: String) -> [String] {
    machine.received("\(reply)\r\n".utf8)
    return actions()
  }

  mutating func submits(_ mail: OutgoingMail) -> [String] {
    machine.submit(mail)
    return actions()
  }

  /// What it does now; blocks are sent at once.
  mutating func actions() -> [String] {
    var all: [String] = []
    while let action = machine.nextAction() {
      switch action {
      case .send(let bytes): all.append(Self.text(bytes))
      case .sendBlock(let bytes):
        all.append("block: \(Self.text(bytes))")
        machine.blockSent()
      case .startTLS: all.append("TLS")
      case .report(.success(let reply)): all.append("ok \(reply)")
      case .report(.failure(let failure)): all.append("\(failure)")
      case .close: all.append("close")
      }
    }
    return all
  }

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "|")
  }
}
