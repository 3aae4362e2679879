import HummingbirdCore

/// How large the head of a request may be.
struct HeadLimits: Sendable {
  /// Of one header, and of all of them, in KiB.
  var field = 16
  var list = 32
  /// How many headers.
  var count = 100

  static let strangers = HeadLimits(field: 8, list: 16)

  var decoder: HTTP1Channel.Configuration.DecoderConfiguration {
    .init(
      maxHeaderFieldSize: field * 1_024, maxHeaderListSize: list * 1_024,
      maxHeaderFieldCount: count)
  }
}
