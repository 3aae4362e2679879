import Mail

extension MailLife.Turn {
  /// What becomes of a mail that was handed over, by what a server reports of it afterwards.
  ///
  /// A mail has one recipient; where that is a list, it has failed if nobody on it got it. As with
  /// RCPT, the address is suppressed where nobody is there (5.1.x, RFC 3463), and at no other
  /// failure: a full mailbox is emptied, a filter is told otherwise.
  ///
  /// - Returns: nil where it is not the end: it is delayed, or passed on.
  init?(_ report: DeliveryReport) {
    let outcomes = report.outcomes
    guard !outcomes.isEmpty, outcomes.allSatisfy({ $0.action == .failed }) else { return nil }
    let isNobodyThere = outcomes.allSatisfy { $0.status?.saysNobodyIsThere == true }
    self.init(
      state: .failed, cause: isNobodyThere ? .noSuchMailbox : .refused, suppresses: isNobodyThere)
  }
}
