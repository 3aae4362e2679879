/// What a LISTEN brings.
public enum NotificationEvent: Sendable, Hashable {
  /// LISTEN is in force on a (new) connection: what was notified before may have been missed, so
  /// now is the time to look.
  case listening
  /// Somebody notified the channel.
  case notification(payload: String)
}

/// The notifications of one channel, across reconnects.
public struct NotificationSequence: AsyncSequence, Sendable {
  public typealias Element = NotificationEvent
  let stream: AsyncStream<NotificationEvent>

  public struct AsyncIterator: AsyncIteratorProtocol {
    var iterator: AsyncStream<NotificationEvent>.Iterator
    public mutating func next() async -> NotificationEvent? { await iterator.next() }
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async -> NotificationEvent? { await iterator.next(isolation: actor) }
  }

  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(iterator: stream.makeAsyncIterator())
  }
}

extension PostgresClient {
  /// Listens to `channel` on the client's one connection for this. It ends when the client closes;
  /// a lost connection is replaced.
  public func listen(to channel: String) -> NotificationSequence {
    NotificationSequence(stream: pool.listen(to: channel))
  }
}
