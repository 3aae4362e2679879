/// Why a provider declines, in its own words.
protocol DeclineCode: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// The one that it gives unless it is told to give another.
  static var usual: Self { get }
  /// Why what was paid comes back.
  static var back: String { get }
  /// Whether it is of no use to try that destination again.
  var isFinal: Bool { get }
}

extension DeclineCode {
  var decline: Decline { Decline(rawValue, isFinal: isFinal) }
}

/// A provider's no.
struct Decline: Hashable, Codable, Sendable {
  let code: String
  let isFinal: Bool

  init(_ code: String, isFinal: Bool) {
    self.code = code
    self.isFinal = isFinal
  }

  /// To a refund of what was not collected, or of more than is left of it.
  static let notRefundable = Decline("not_refundable", isFinal: true)
}
