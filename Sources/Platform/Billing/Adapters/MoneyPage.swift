public import Contracts

/// A part of a provider's own list of payments, in the order of their last changes.
public struct MoneyPage: Sendable, Hashable {
  public let states: [MoneyState]
  /// Where what comes later begins; the same as before if nothing came.
  public let cursor: ExactText
  /// Whether there is more of it by now.
  public let hasMore: Bool

  public init(_ states: [MoneyState], cursor: ExactText, hasMore: Bool) {
    self.states = states
    self.cursor = cursor
    self.hasMore = hasMore
  }
}

/// What is asked of a provider's list.
public struct MoneyQuery: Sendable, Hashable {
  /// nil: all payments.
  public let reference: ExactText?
  /// Of the page before; nil: from the beginning.
  public let cursor: ExactText?

  public init(reference: ExactText? = nil, since cursor: ExactText? = nil) {
    self.reference = reference
    self.cursor = cursor
  }

  /// What an answer comes to. Nothing of it counts that has a payment too strange to be read, or
  /// another one than was asked for, or that says to go on where it began.
  ///
  /// - Parameter states: nil for a payment that cannot be.
  /// - Returns: nil for an answer of which nothing counts.
  public func page(
    _ states: [MoneyState?], cursor next: ExactText, hasMore: Bool
  ) -> MoneyPage? {
    let read = states.compactMap { $0 }
    let isAsked = read.allSatisfy { reference == nil || $0.reference == reference }
    guard read.count == states.count, isAsked, next.isProviderName, !(hasMore && next == cursor)
    else { return nil }
    return MoneyPage(read, cursor: next, hasMore: hasMore)
  }
}
