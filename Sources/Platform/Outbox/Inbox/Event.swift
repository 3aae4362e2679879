public import Contracts
public import FoundationEssentials

/// An event as its consumer gets it.
public struct Event<Payload: EventPayload>: Sendable {
  /// Its own id; a repeated one is the same event.
  public var id: UUID
  /// The aggregate's id.
  public var subject: UUID
  /// The aggregate's version after the change, CloudEvents' `sequence`.
  public var version: Int64
  public var time: Date
  /// An operator has it handled again: a handler applies it only if it is newer than what it has.
  public var isReplayed: Bool
  public var payload: Payload

  public init(
    id: UUID, subject: UUID, version: Int64, time: Date,
    isReplayed: Bool = false, payload: Payload
  ) {
    self.id = id
    self.subject = subject
    self.version = version
    self.time = time
    self.isReplayed = isReplayed
    self.payload = payload
  }
}
