/// What a LISTEN brings.
public enum NotificationEvent: Sendable, Hashable {
  /// LISTEN is in force on a (new) connection: what was notified before may have been missed, so
  /// now is the time to look.
  case listening
  /// Somebody notified the channel.
  case notification(payload: String)
}

/// The notifications of one channel, across reconnects.
///
/// A consumer that falls behind by more than 1 000 loses the oldest: nothing may depend on every
/// notification being seen.
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
  /// Listens to `channel` on the client's one connection for this, which is replaced when it is
  /// lost. The sequence ends when the client closes; LISTEN ends when nobody reads it any more.
  public func listen(to channel: String) -> NotificationSequence {
    let (stream, continuation) = AsyncStream.makeStream(
      of: NotificationEvent.self, bufferingPolicy: .bufferingNewest(1_000))
    let subscriber = Subscriber(
      yield: { continuation.yield($0) }, finish: { continuation.finish() })
    let (pool, id) = (pool, subscriber.id)
    continuation.onTermination = { _ in
      Poller.running.post(.unlisten(pool, channel: channel, id))
    }
    Poller.running.post(.listen(pool, channel: channel, subscriber))
    return NotificationSequence(stream: stream)
  }
}
