public import Contracts

/// A type of event without its version, such as `order.accepted`: what is subscribed to and what
/// operators name.
public struct EventFamily: Hashable, Sendable, CustomStringConvertible {
  public let description: String

  /// - Parameter name: with the version or without.
  public init(_ name: String) {
    let stem = name.prefix(
      upTo: name.index(after: name.lastIndex { !$0.isNumber } ?? name.startIndex))
    description = stem.hasSuffix(".v") ? String(stem.dropLast(2)) : name
  }

  public init(_ type: any EventPayload.Type) { self.init(type.type) }

  /// What is left of its types when the digits at their end are taken off, in SQL by
  /// `rtrim(type, '0123456789')`.
  public var stem: String { description + ".v" }
}
