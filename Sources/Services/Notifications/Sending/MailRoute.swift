import FoundationEssentials
import Mail
import Synchronization

/// How mails leave this process: through which server, from whom and how fast.
struct MailRoute: Sendable {
  let connections: MailConnections
  let from: Mailbox
  let domain: MailDomain
  let replyTo: Mailbox?
  private let bounces: BounceAddress?
  let pace: MailPace
  let rest = ServerRest()

  /// - Returns: nil where no server is named.
  init?(_ configuration: NotificationsConfiguration) {
    guard let sender = configuration.sender else { return nil }
    connections = MailConnections(sender.client)
    from = sender.from
    domain = sender.domain
    replyTo = sender.replyTo
    bounces = sender.bounces
    pace = MailPace(perSecond: configuration.perSecond)
  }

  /// Who is told when a mail cannot be delivered.
  func sender(of mail: QueuedMail) -> MailAddress {
    bounces?.of(mail.messageID) ?? from.address
  }
}

/// Spreads mails, so that a process sends at most so many a second.
final class MailPace: Sendable {
  private let gap: Duration
  private let next = Mutex(ContinuousClock.now)

  init(perSecond: Int) { gap = .seconds(1) / perSecond }

  /// Waits for a mail's turn.
  func turn() async {
    let turn = next.withLock { next in
      let turn = max(next, .now)
      next = turn + gap
      return turn
    }
    try? await Task.sleep(until: turn)
  }
}

/// Leaves alone a server that cannot be reached, then tries it by one mail; all others wait meanwhile.
final class ServerRest: Sendable {
  /// nil: it was there when it was needed last.
  private let end = Mutex<Date?>(nil)

  /// How many mails may be tried now.
  func room(for most: Int, at now: Date) -> Int {
    end.withLock { end in
      guard let known = end else { return most }
      guard known <= now else { return 0 }
      // Nobody else, until it is known what became of that one.
      end = Self.end(from: now)
      return min(1, most)
    }
  }

  func note(_ finding: MailLife.Finding, at now: Date) {
    end.withLock { $0 = finding == .unreached ? Self.end(from: now) : nil }
  }

  private static func end(from now: Date) -> Date {
    now.addingTimeInterval(MailLife.serverPause / .seconds(1))
  }
}
