/// How long a server is waited for. The defaults are those of RFC 5321 (4.5.3.2) where somebody may
/// be at work, and less where only a network can be slow.
public struct SMTPTimes: Sendable {
  /// Until there is a connection, and at most so long for a farewell.
  public var connect: Duration = .seconds(10)
  /// For the answer to a command.
  public var reply: Duration = .seconds(60)
  /// For the answer to DATA.
  public var data: Duration = .seconds(120)
  /// For a block of a mail to be sent.
  public var block: Duration = .seconds(180)
  /// For the answer to the final dot; who waits for less sends mails twice (RFC 1047).
  public var dot: Duration = .seconds(600)

  public init() {}
}
