import Contracts
public import FoundationEssentials
public import Postgres

extension Transaction {
  /// Notes that a refund which had failed is paid after all, or has come back after that: its credit may
  /// be used, so who bears it is for a manager to say.
  public func noteLateRefund(_ attempt: MoneyTry, isBack: Bool, at now: Date) {
    enqueue(
      KeepDifference(
        adapter: attempt.adapter, kind: .lateRefund, reference: attempt.reference ?? attempt.id,
        key: attempt.id, ours: attempt.amount, theirs: attempt.amount,
        standing: isBack ? .back : .paid, party: attempt.party, now: now))
  }
}
