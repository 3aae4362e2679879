/// An event that repeats facts which others of its kind repeat too, beside what it tells itself: all
/// are members of one flat JSON object.
///
/// What it tells is read as if it were the event's own: `event.startedAt`.
@dynamicMemberLookup
public protocol FlatEvent: EventPayload, Hashable {
  /// What every event of its kind repeats, so that no consumer has to call back.
  associatedtype Facts: Codable & Hashable & Sendable
  /// What it tells itself. No member of it is called as one of the facts in JSON.
  associatedtype Told: Codable & Hashable & Sendable

  var facts: Facts { get }
  var told: Told { get }

  init(_ facts: Facts, _ told: Told)
}

extension FlatEvent {
  public init(from decoder: any Decoder) throws {
    self.init(try Facts(from: decoder), try Told(from: decoder))
  }

  public func encode(to encoder: any Encoder) throws {
    try facts.encode(to: encoder)
    try told.encode(to: encoder)
  }

  public subscript<Value>(dynamicMember member: KeyPath<Told, Value>) -> Value {
    told[keyPath: member]
  }
}
