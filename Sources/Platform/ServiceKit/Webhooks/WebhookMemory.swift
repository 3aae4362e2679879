public import FoundationEssentials
public import Postgres

/// The calls that were received, in the service's table `webhook` (sql/platform/webhook), so that each
/// takes effect once.
public enum WebhookMemory {
  public static let statements: [any Statement.Type] = [RememberWebhook.self, ForgetWebhooks.self]
}

extension PostgresClient {
  /// Does what a call says, in the transaction that remembers it.
  ///
  /// - Throws: 409 `webhook-replayed` for a call that was received before, and what `effect` throws:
  ///   then it is not remembered.
  public func take(
    _ webhook: Webhook, at now: Date,
    _ effect: @escaping @Sendable (Transaction) async throws -> Void
  ) async throws {
    let isNew = try await withTransaction { transaction in
      guard try await transaction.one(RememberWebhook(id: webhook.id, now: now)) != nil else {
        transaction.confirmWhatWasRead()
        return false
      }
      try await effect(transaction)
      transaction.enqueue(ForgetWebhooks(before: now.addingTimeInterval(-4 * Webhook.tolerance)))
      return true
    }
    guard isNew else { throw Problem.webhookReplayed }
  }
}

/// No row: it was received before.
struct RememberWebhook: Statement {
  static let sql = """
    insert into webhook (id, received_at)
    values ($1, $2)
    on conflict (id) do nothing
    returning id
    """

  let id: String
  let now: Date

  var bindings: Bindings { [id, now] }
  static func decode(_ row: inout RowReader) throws -> String { try row.next() }
}

/// Forgets calls that their time stamp would refuse by now.
struct ForgetWebhooks: Statement {
  static let sql = """
    delete from webhook
    where  id in (select id
                  from   webhook
                  where  received_at < $1
                  limit  100
                  for    update skip locked)
    """

  let before: Date
  var bindings: Bindings { [before] }
}

extension Problem {
  /// 409: a message that took effect before; its sender need not try again.
  fileprivate static var webhookReplayed: Problem {
    conflict(
      "webhook-replayed", "This webhook-id was received already; nothing was done again.")
  }
}
