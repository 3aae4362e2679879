/// Where the changes that people follow come from.
///
/// Each change has a number that grows, and who has seen number n has missed nothing up to n.
public protocol LiveSource: Sendable {
  /// Some changes one after the other, with whatever it takes to show them.
  associatedtype Changes: Sendable

  /// The number of the newest change: who has seen everything as it is now has seen all up to it.
  func newest() async throws -> Int64

  /// Where a stream begins that has seen a change, which after a restore may be one that never was.
  func start(after seen: Int64, newest: Int64) async throws -> Int64

  /// What changed after a change, at most so much as one wants to send at once, and the number of
  /// its last; nil: nothing.
  func changes(after position: Int64) async throws -> (changes: Changes, last: Int64)?
}

/// What one change, or several up to it, is to those who read it in one form.
public struct LiveEvent: Sendable {
  let number: Int64
  let bytes: [UInt8]

  /// - Parameters:
  ///   - number: of the change, which becomes the event's id.
  ///   - type: the event's type; `live.js` knows `region`, HTML of what has a new state, and `gone`,
  ///     the id of what is no longer there.
  public init(_ number: Int64, _ type: String, _ data: String) {
    self.number = number
    bytes = ServerSentEvent(id: String(number), type: type, data: data).bytes
  }
}
