import HTTPTypes

// The header fields that the library has no name for.
extension HTTPField.Name {
  static let idempotencyKey = named("Idempotency-Key")
  static let idempotencyReplayed = named("Idempotency-Replayed")
  static let lastEventID = named("Last-Event-ID")
  static let link = named("Link")
  static let traceparent = named("traceparent")

  static let forwardedFor = named("X-Forwarded-For")
  static let cloudflareAddress = named("CF-Connecting-IP")
  /// Asks nginx not to collect the answer before passing it on.
  static let buffering = named("X-Accel-Buffering")

  static let robotsTag = named("X-Robots-Tag")

  static let fetchMode = named("Sec-Fetch-Mode")
  static let fetchSite = named("Sec-Fetch-Site")
  static let referrerPolicy = named("Referrer-Policy")
  static let openerPolicy = named("Cross-Origin-Opener-Policy")

  static let webhookID = named("webhook-id")
  static let webhookTimestamp = named("webhook-timestamp")
  static let webhookSignature = named("webhook-signature")

  /// Of what is a valid token; `accept` would only be reached by a typing mistake above.
  private static func named(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .accept }
}
