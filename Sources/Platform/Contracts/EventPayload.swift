/// The `data` of a published event.
///
/// A payload, once published, is only ever extended, and only by optional members: what a consumer
/// of today reads must still be there tomorrow. Anything else is a new type with a new version.
public protocol EventPayload: Codable, Sendable {
  /// The CloudEvents `type`, its version last: `order.accepted.v1`.
  static var type: String { get }
}
