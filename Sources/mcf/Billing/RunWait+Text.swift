import Billing
import Contracts
import FoundationEssentials

extension RunWait {
  /// What is waited for, and how long at most.
  ///
  /// - Parameters:
  ///   - side: whose money is billed.
  ///   - now: from when on the seconds count.
  func text(of side: String, at now: Date) -> String {
    switch self {
    case .turn(let runner):
      let who = runner.map { "\($0.program), since \(Timestamp.format($0.since))," } ?? "somebody"
      return "Waiting: \(who) is billing \(side) …"
    case .latecomers(let ready):
      return "Waiting for what is still on its way: \(Self.left(from: now, to: ready))"
    case .events(let count, let deadline):
      let left = Self.left(from: now, to: deadline)
      return "Waiting for \(count.counted("event")) to be handled: \(left) at most"
    }
  }

  /// `118 s left`
  private static func left(from now: Date, to end: Date) -> String {
    "\(max(Int(end.timeIntervalSince(now).rounded(.up)), 0).grouped) s left"
  }
}
