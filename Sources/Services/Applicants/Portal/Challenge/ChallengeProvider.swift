/// Somebody outside who tells cats from programs.
protocol ChallengeProvider: Sendable {
  var widget: ChallengeWidget { get }

  /// - Parameters:
  ///   - answer: what the widget has put into the form.
  ///   - ticket: of the form, for which alone the answer is good.
  ///   - address: whose it is.
  func verdict(
    on answer: String, for ticket: Ticket, from address: String?
  ) async -> ChallengeVerdict
}

enum ChallengeVerdict: Hashable, CaseIterable, Sendable {
  case passed
  case failed
  /// It does not say. Nobody is taken for a cat because of that.
  case unavailable
}

/// What the form's page needs so that its reader can be tried.
struct ChallengeWidget: Sendable {
  /// Where its script and its frame come from.
  let origin: String
  let script: String
  let siteKey: String
  /// The field of the form that it fills in.
  let field: String
}
