/// The `data` of a published event.
///
/// A payload, once published, is only ever extended, and only by optional members: what a consumer
/// of today reads must still be there tomorrow. Anything else is a new type with a new version.
public protocol EventPayload: Codable, Sendable {
  /// The CloudEvents `type`, its version last: `order.accepted.v1`.
  static var type: String { get }
  /// What it is in the AsyncAPI document: a message object with title, summary, description and the
  /// schema of the payload, as YAML. Those of `Contracts` lie in `Events/Messages`.
  static var message: [UInt8] { get }
}
