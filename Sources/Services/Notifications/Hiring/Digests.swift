import Contracts
import FoundationEssentials
import Logging
import Mail
import Postgres
import ServiceKit
import ServiceLifecycle

/// Tells managers of new applications: all of them in one letter, and at most one in an hour.
///
/// The turn, the applications and the letter's mails are one transaction, so that of several processes
/// one makes it, and one that dies makes none.
struct Digests: Service {
  let database: PostgresClient
  let clock: Clock
  /// For managers of whom none is known.
  let language: Language
  /// Where all managers are told at once; nil: each of them is.
  let hiringTo: MailAddress?
  let logger: Logger
  /// Called when there are mails to be sent.
  let made: @Sendable () -> Void

  private static let interval = Duration.seconds(15)
  /// What is told with the counts, at most.
  private static let mostNames = 20

  func run() async {
    while !Task.isShuttingDownGracefully && !Task.isCancelled {
      await TraceContext.$current.withValue(.root) { await turn() }
      await cancelWhenGracefulShutdown { try? await Task.sleep(for: Self.interval) }
    }
  }

  private func turn() async {
    do {
      try await round()
    } catch {
      logger.warning("managers are not told of applications", metadata: ["cause": "\(error)"])
    }
  }

  /// Makes a letter if there is one to be made by now. With nothing to do it only reads.
  func round() async throws {
    let now = clock.now()
    guard try await database.readOne(FindDigestWork(now: now)) == true else { return }
    let id = UUID.v7(at: now)
    try await database.withTransaction(retries: 3) { transaction in
      let (_, gathered) = try await transaction.execute(
        DropOldApplications(now: now), GatherApplications(digest: id, now: now))
      guard !gathered.isEmpty else { return }
      let (counts, names, readers) = try await transaction.execute(
        CountGathered(digest: id), ListGatheredNames(digest: id, most: Self.mostNames),
        ListDigestReaders())
      transaction.enqueue(ForgetGatheredNames(digest: id))
      for (recipient, firstName) in recipients(readers) {
        let told = NewApplicationsTold(counts, names, to: firstName)
        let draft = MailDraft.digest(
          id, told, to: recipient, address: hiringTo?.description, at: now)
        transaction.enqueue(InsertMail(draft: draft, language: language, now: now))
      }
    }
    made()
  }

  private func recipients(_ readers: [DigestReader]) -> [(Recipient, firstName: String?)] {
    guard hiringTo == nil else { return [(Recipient(kind: .department, id: nil), nil)] }
    return readers.map { (Recipient(kind: .manager, id: $0.id), $0.firstName) }
  }
}

extension MailDraft {
  /// - Parameter address: nil: the reader's own.
  static func digest(
    _ id: UUID, _ told: NewApplicationsTold, to recipient: Recipient, address: String?,
    at now: Date
  ) -> MailDraft {
    MailDraft(
      subject: id, version: 1, template: .newApplications, recipient: recipient, name: nil,
      address: address, told: told, occurredAt: now)
  }
}
