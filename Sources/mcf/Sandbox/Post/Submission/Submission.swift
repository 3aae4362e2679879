import Contracts

/// A mail as it was handed over: the envelope, and the bytes in it.
struct Submission: Hashable, Sendable {
  /// Empty: nobody is to be told of anything (RFC 5321, 4.5.5).
  let sender: ExactText
  let recipients: [ExactText]
  /// As they came, without the dots that were put before others.
  let bytes: [UInt8]
}

/// How much a post office takes.
struct SubmissionLimits: Sendable {
  /// With its line end. RFC 5321 (4.5.3.1.4) grants 512, and more for extensions.
  var commandBytes = 2_000
  /// With its line end (RFC 5321, 4.5.3.1.6), and one for a dot before it.
  var textLineBytes = 1_001
  var mailBytes = 1 << 20
  /// Of one mail (RFC 5321, 4.5.3.1.8).
  var recipients = 100
  /// Of one connection.
  var mistakes = 20
}
