import Contracts
import FoundationEssentials
import Logging
import Mail
import Postgres
import ServiceKit

/// Sends mails that are due, and ends those that are of no use any more.
///
/// Before the final dot of each is sent, it is written down that the mail may arrive from now on: what
/// is found without that after somebody's death was certainly not delivered. What may have been is sent
/// again as the same bytes, and counted.
struct MailErrand: Errand {
  static let name = "mails"

  let database: PostgresClient
  let letters: Letters
  /// nil: mails wait.
  let route: MailRoute?
  let clock: Clock
  let logger: Logger
  private let metrics = MailMetrics()

  /// With `ErrandService`'s margin, a lease of 15 minutes: longer than the answer to a final dot may
  /// take. Before that dot the lease is begun anew, and whoever has lost it by then sends none.
  var time: Duration { .seconds(870) }
  private static let lease = TimeInterval(900)
  private static let batch = 100
  /// With the pauses between, at most half a minute: a failover takes less.
  private static let mostWrites = 7

  func isDue(at now: Date) async throws -> Bool {
    let isDue = try await database.readOne(FindMailWork(now: now, sends: route != nil)) == true
    if !isDue { await route?.connections.quitIdle() }
    return isDue
  }

  func claim(at now: Date, until leaseEnd: Date, atMost most: Int) async throws -> [MailClaim] {
    try await untilNotFull(Self.batch) {
      try await database.execute(QueueAddressed(now: now, limit: Self.batch)).count
    }
    // What is left of them comes at the next look: what is to be sent waits for nobody's forgetting.
    try await database.execute(BlankMails(now: now, limit: Self.batch))
    let room = route?.rest.room(for: most, at: now) ?? 0
    return try await database.execute(
      ClaimMails(
        now: now, leaseEnd: leaseEnd, lease: .v7(at: now), limit: room > 0 ? room : most,
        sends: room > 0))
  }

  func act(on claim: MailClaim) async -> ErrandOutcome<MailNews> {
    if let finding = claim.finding { return .done(MailNews(claim, finding)) }
    do {
      return .done(try await toItsEnd { try await send(claim) })
    } catch {
      return .failed(ErrandFailure("the mail cannot be written down: \(error)"))
    }
  }

  /// - Parameter nextAt: not minded: mails have pauses of their own. What could not be written down is
  ///   found when the lease has ended.
  func note(
    _ outcome: ErrandOutcome<MailNews>, of claim: MailClaim, at now: Date, nextAt: Date
  ) async throws {
    guard case .done(let news) = outcome else { return }
    // A mail that no server was asked to take says nothing of the server.
    if claim.finding == nil, news.phase != nil { route?.rest.note(news.finding, at: now) }
    var life = MailLife(tries: claim.tries, repeats: claim.repeats)
    guard let turn = life.take(news.finding) else { return }
    let statement = NoteTurn(
      claim: claim, turn: turn, news: news, nextAt: turn.nextAt(news, at: now), now: now)
    let isNoted = try await toItsEnd {
      try await again { try await database.execute(statement).first == true }
    }
    guard isNoted else { return }
    metrics.count(turn, news, of: claim.mail.template)
    if turn.state != .sent { log(turn, news, of: claim) }
  }

  /// What the server has said is not lost while the database is away for a moment. Under the lease it
  /// does no harm: what is written down already is found by nobody.
  private func again<T: Sendable>(_ write: () async throws -> T) async throws -> T {
    var pauses = Backoff(first: .milliseconds(500), longest: .seconds(8))
    for _ in 0..<Self.mostWrites {
      do {
        return try await write()
      } catch {
        try await Task.sleep(for: pauses.next(jitter: .random(in: 0..<1)))
      }
    }
    return try await write()
  }

  /// Of a mail whose answer nobody hears it is not known whether it has arrived, so whoever is told to
  /// stop hears it first.
  private func toItsEnd<T: Sendable>(
    _ body: @escaping @Sendable () async throws -> T
  ) async throws -> T {
    try await Task { try await body() }.value
  }

  // MARK: sending

  private func send(_ claim: MailClaim) async throws -> MailNews {
    guard let route, let address = claim.mail.address.flatMap({ MailAddress($0) }) else {
      return MailNews(finding: .addressUnusable)
    }
    let raw = try await raw(of: claim, to: address, by: route)
    await route.pace.turn()
    let start = ContinuousClock.now
    var news = MailNews(finding: .taken, phase: .done)
    do {
      news.reply = try await route.connections.send(
        OutgoingMail(from: route.sender(of: claim.mail), to: address, bytes: raw)
      ) {
        news.dotAt = try await noteDot(of: claim)
      }
    } catch let failure as SMTPFailure {
      news = MailNews(
        finding: MailLife.Finding(failure), phase: failure.phase, reply: failure.reply,
        dotAt: news.dotAt, cause: "\(failure)")
    }
    news.took = ContinuousClock.now - start
    return news
  }

  /// The same bytes each time.
  private func raw(
    of claim: MailClaim, to address: MailAddress, by route: MailRoute
  ) async throws -> [UInt8] {
    if let raw = claim.mail.raw { return raw }
    var message = try await letters.message(
      claim.mail, to: address, from: route.from, at: route.domain, in: database)
    message.replyTo = route.replyTo
    let raw = message.bytes()
    try await hold(KeepRaw(claim: claim, raw: raw))
    return raw
  }

  /// - Returns: when.
  private func noteDot(of claim: MailClaim) async throws -> Date {
    let now = clock.now()
    try await hold(
      NoteDot(claim: claim, now: now, leaseEnd: now.addingTimeInterval(Self.lease)))
    return now
  }

  /// Writes something down of a mail that is ours.
  private func hold<S: Statement>(_ statement: S) async throws where S.Row == Bool {
    guard try await database.execute(statement).first == true else { throw LeaseLost() }
  }

  private func log(_ turn: MailLife.Turn, _ news: MailNews, of claim: MailClaim) {
    logger.warning(
      "a mail is not sent",
      metadata: [
        "id": "\(claim.id)", "template": "\(claim.mail.template.rawValue)",
        "tries": "\(claim.tries)", "state": "\(turn.state.rawValue)",
        "cause": "\(news.cause ?? news.finding.rawValue)",
      ])
  }
}

/// Somebody else has the mail by now.
struct LeaseLost: Error, CustomStringConvertible {
  var description: String { "its lease has ended" }
}

extension MailLife.Turn {
  /// When it is due again; nil: it is settled.
  func nextAt(_ news: MailNews, at now: Date) -> Date? {
    guard let pause else { return nil }
    let start = isRepeat ? news.dotAt ?? now : now
    return max(now, start.addingTimeInterval(pause / .seconds(1)))
  }
}

typealias MailService = ErrandService<MailErrand>
