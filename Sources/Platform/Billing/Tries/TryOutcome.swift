public import Contracts

/// What has become of an invoice's tries. What it means is the purpose's to say.
public struct TryOutcome: Sendable {
  /// As it stood before.
  public let settlement: LockSettlement.Row
  /// As they are by now.
  public private(set) var tries: [MoneyTry]
  /// What has moved the money, in order.
  public private(set) var turns: [TryTurn] = []
  /// What has come and gone of which nothing was known, in order.
  public private(set) var receipts: [NewReceipt] = []
  /// What is left of the invoice by these.
  public private(set) var left: Money

  init(_ settlement: LockSettlement.Row, _ tries: [MoneyTry]) {
    self.settlement = settlement
    self.tries = tries
    left = settlement.left
  }

  /// Nothing: all of it was known.
  /// Whether money has gone back.
  public var hasReturned: Bool { receipts.contains { $0.receipt.direction == .back } }
  var isEmpty: Bool { turns.isEmpty && receipts.isEmpty }

  /// Another try may still be paid.
  public var isUnderWay: Bool { tries.contains { !$0.state.isFinal } }

  /// - Parameter cause: why it failed or came back, in the provider's words.
  mutating func note(_ turns: [TryLife.Turn], of attempt: MoneyTry, because cause: ExactText?) {
    if let place = tries.firstIndex(where: { $0.id == attempt.id }) { tries[place] = attempt }
    for turn in turns where turn != .waits && turn != .sendAgain {
      self.turns.append(TryTurn(turn: turn, attempt: attempt, cause: cause))
    }
  }

  mutating func note(_ receipt: Receipt, because cause: ExactText?) {
    left = receipt.direction == .in ? left - receipt.applied : left + receipt.amount
    receipts.append(NewReceipt(receipt: receipt, cause: cause, left: left))
  }
}

/// One turn of a try that moves an invoice's money.
public struct TryTurn: Sendable {
  public let turn: TryLife.Turn
  public let attempt: MoneyTry
  /// In the provider's words; nil: it said none.
  public let cause: ExactText?
}

/// Money of which it was not known that it has moved.
public struct NewReceipt: Sendable {
  public let receipt: Receipt
  /// Why it went back, in the provider's words.
  public let cause: ExactText?
  /// What is left of the invoice after it.
  public let left: Money
}

extension MoneyStanding {
  /// Why it is declined, or has come back.
  var cause: ExactText? {
    switch self {
    case .declined(let code, _): code
    case .back(let cause): cause
    case .paid, .pending: nil
    }
  }
}
