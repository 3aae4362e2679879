public import Contracts
public import FoundationEssentials
public import HTTPTypes
public import ServiceKit

/// A provider that moves money, in the words of its own interface.
///
/// One that takes no key with an order, or cannot be asked by our reference, cannot be used: after a
/// lost answer nobody could find out whether it has paid. Its own retries are off, since a further try
/// is a decision of ours.
public protocol MoneyAdapter: Sendable {
  /// As accounts, metrics and tables name it, such as `gold_hat`.
  static var name: String { get }
  /// How long a key certainly means the same payment. Until then what is not known there is sent again
  /// under its key; after it, and not before, it was never made.
  var keyLife: Duration { get }

  /// All that the provider knows under that reference, ever.
  func look(up reference: ExactText) async -> Answered<[MoneyState]>

  /// The provider's own list, for reconciliation.
  ///
  /// - Parameter cursor: of the page before; nil: from the beginning.
  func changes(since cursor: ExactText?) async -> Answered<MoneyPage>

  /// Reads a notice. It carries no truth: it says only what to look up.
  ///
  /// - Throws: a 401 problem unless the provider has sent it, a short while ago; a 400 problem if it
  ///   cannot be read.
  func notice(_ headers: HTTPFields, _ body: [UInt8], at now: Date) throws(Problem) -> Notice
}

/// A provider that pays workers.
public protocol PayoutAdapter: MoneyAdapter {
  /// Pays, once, however often it is asked under the same key.
  ///
  /// - Returns: where the payment stands, the order's own and no other.
  func payOut(_ order: MoneyOrder) async -> Answered<MoneyState>
}

/// A provider's message that something about payments has changed.
public struct Notice: Sendable, Hashable {
  /// The message itself, whose id is to be remembered.
  public let webhook: Webhook
  /// What to look up.
  public let references: [ExactText]

  public init(_ webhook: Webhook, of references: [ExactText]) {
    self.webhook = webhook
    self.references = references
  }
}
