public import Contracts

/// A payment that a provider is asked for.
public struct MoneyOrder: Sendable, Hashable {
  /// The try's own, at most 255 bytes: the same however often it is sent, so that it is paid once.
  public let key: ExactText
  /// What it is for: all tries for an invoice have it, so that the provider can be asked for them.
  public let reference: ExactText
  public let destination: Destination
  /// More than zero.
  public let amount: Money
  /// What the owner of the destination reads.
  public let text: String

  public init(
    key: ExactText, reference: ExactText, destination: Destination, amount: Money, text: String
  ) {
    self.key = key
    self.reference = reference
    self.destination = destination
    self.amount = amount
    self.text = text
  }
}

/// The account or token that money goes to or comes from, or the payment that is given back.
public struct Destination: Sendable, Hashable {
  /// The whole of it, for its provider alone.
  public let unmasked: ExactText

  public init(_ text: ExactText) { unmasked = text }
}

extension Destination: CustomStringConvertible, CustomDebugStringConvertible {
  /// What people see of it, and at most what a log can tell: `…42`.
  public var description: String {
    let text = unmasked.text
    // Of a short one the end would be half of it.
    return "…" + (text.unicodeScalars.count < 8 ? "" : String(text.suffix(2)))
  }
  public var debugDescription: String { description }
}
