import Contracts
import FoundationEssentials
import Logging
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
      for reader in readers {
        let told = NewApplicationsTold(counts, names, to: reader)
        transaction.enqueue(
          InsertMail(draft: .digest(id, told, to: reader, at: now), language: language, now: now))
      }
    }
    made()
  }
}

extension MailDraft {
  static func digest(
    _ id: UUID, _ told: NewApplicationsTold, to reader: DigestReader, at now: Date
  ) -> MailDraft {
    MailDraft(
      subject: id, version: 1, template: .newApplications,
      recipient: Recipient(kind: .manager, id: reader.id), name: nil, address: nil, told: told,
      occurredAt: now)
  }
}
