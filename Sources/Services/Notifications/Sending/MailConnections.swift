import Mail
import ServiceLifecycle
import Synchronization

/// Connections to the server that stay open from one mail to the next, as long as there are some.
final class MailConnections: Service {
  private struct Opened {
    let connection: SMTPConnection
    var mails = 0
  }

  private let client: SMTPClient
  private let idle = Mutex<[Opened]>([])

  /// After so many mails a connection ends: servers count, too.
  private static let mostMails = 100

  init(_ client: SMTPClient) { self.client = client }

  /// Hands over one mail.
  ///
  /// - Throws: as `SMTPConnection.send`.
  func send(
    _ mail: OutgoingMail, beforeDot: () async throws -> Void
  ) async throws -> SMTPReply {
    if let opened = await spare() {
      do {
        return try await send(mail, over: opened, beforeDot)
      } catch let failure as SMTPFailure where failure.phase == .connect {
        // The server has closed it meanwhile, or wants no more of it, and has heard nothing of this
        // mail.
      }
    }
    return try await send(mail, over: Opened(connection: try await client.open()), beforeDot)
  }

  private func send(
    _ mail: OutgoingMail, over opened: Opened, _ beforeDot: () async throws -> Void
  ) async throws -> SMTPReply {
    do {
      let reply = try await opened.connection.send(mail, beforeDot: beforeDot)
      keep(opened)
      return reply
    } catch let failure as SMTPFailure where failure.connectionGoesOn {
      keep(opened)
      throw failure
    }
  }

  /// Nothing is waited for here: what the server has said of a mail is to be written down.
  private func keep(_ opened: Opened) {
    idle.withLock { $0.append(Opened(connection: opened.connection, mails: opened.mails + 1)) }
  }

  /// One that is open and takes another mail; those that have had their share end.
  private func spare() async -> Opened? {
    while let opened = idle.withLock({ $0.popLast() }) {
      if opened.mails < Self.mostMails { return opened }
      await opened.connection.quit()
    }
    return nil
  }

  /// Says goodbye wherever no mail is under way, to all at once: it takes no longer than the slowest
  /// may.
  func quitIdle() async {
    let opened = idle.withLock { idle in
      defer { idle = [] }
      return idle
    }
    await withDiscardingTaskGroup { group in
      for each in opened { group.addTask { await each.connection.quit() } }
    }
  }

  func run() async throws {
    try? await gracefulShutdown()
    await quitIdle()
  }
}
