public import Contracts
public import ServiceKit

/// What came of asking a provider. There is no third case: who got no answer knows nothing, and must
/// ask again; nobody guesses that money moved, or that it did not.
public enum Answered<Value: Sendable>: Sendable {
  case answer(Value)
  /// No answer, or none about what was asked: why, and when the provider wants to be asked again.
  case unknown(ErrandFailure)

  /// - Parameter transform: nil for an answer that cannot be: it says nothing.
  public func compactMap<Other>(
    or cause: String, _ transform: (Value) -> Other?
  ) -> Answered<Other> {
    switch self {
    case .answer(let value):
      transform(value).map(Answered<Other>.answer) ?? .unknown(ErrandFailure(cause))
    case .unknown(let failure): .unknown(failure)
    }
  }

  /// Where the payment stands that was ordered; an answer about another one says nothing of it.
  ///
  /// - Parameter state: what the provider's words mean; nil for what cannot be.
  public func about(
    _ order: MoneyOrder, _ state: (Value) -> MoneyState?
  ) -> Answered<MoneyState> {
    compactMap(or: "it speaks of another payment, or says what cannot be") { value in
      state(value).flatMap { $0.isOf(order) ? $0 : nil }
    }
  }
}

extension Answered<[MoneyState]> {
  /// A list that comes in pages, whole or not at all: what is left out may be what matters.
  ///
  /// - Parameters:
  ///   - most: a list of more pages has no end.
  ///   - page: the one that begins at a cursor.
  public static func whole(
    atMost most: Int = 10, _ page: (_ cursor: ExactText?) async -> Answered<MoneyPage>
  ) async -> Answered {
    var found: [MoneyState] = []
    var cursor: ExactText?
    for _ in 0..<most {
      switch await page(cursor) {
      case .unknown(let failure): return .unknown(failure)
      case .answer(let page):
        found += page.states
        guard page.hasMore else { return .answer(found) }
        cursor = page.cursor
      }
    }
    return .unknown(ErrandFailure("its list has no end"))
  }
}
