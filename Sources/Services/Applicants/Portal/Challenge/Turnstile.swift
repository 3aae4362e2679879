import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import Synchronization

/// Cloudflare's Turnstile, and whatever speaks as it does
/// (https://developers.cloudflare.com/turnstile/get-started/server-side-validation/).
final class Turnstile: ChallengeProvider {
  private let settings: TurnstileSettings
  private let client = OutboundClient(peer: "turnstile")
  private let ticks: @Sendable () -> Nanoseconds
  private let breaker = Mutex(ChallengeBreaker())

  static let action = "apply"
  /// Longer ones are none.
  private static let maxAnswer = 2_048
  private static let ourFaults: Set<ExactText> = [
    "missing-input-secret", "invalid-input-secret", "bad-request", "internal-error",
  ]

  init(_ settings: TurnstileSettings, ticks: @escaping @Sendable () -> Nanoseconds) {
    self.settings = settings
    self.ticks = ticks
  }

  var widget: ChallengeWidget {
    ChallengeWidget(
      origin: settings.origin, script: settings.url + "/api.js", siteKey: settings.siteKey,
      field: "cf-turnstile-response")
  }

  func verdict(
    on answer: String, for ticket: Ticket, from address: String?
  ) async -> ChallengeVerdict {
    guard (1...Self.maxAnswer).contains(answer.utf8.count) else { return .failed }
    let start = ticks()
    guard breaker.withLock({ $0.begin(at: start) }) else { return .unavailable }
    let verdict = await asked(answer, ticket, address)
    let end = ticks()
    breaker.withLock { $0.end(hasFailed: verdict == .unavailable, at: end) }
    return verdict
  }

  private func asked(
    _ answer: String, _ ticket: Ticket, _ address: String?
  ) async -> ChallengeVerdict {
    var body: [JSONValue.Member] = [
      JSONValue.Member("secret", .string(settings.secret)),
      JSONValue.Member("response", .string(answer)),
      // Asked twice for one form, it says the same twice.
      JSONValue.Member("idempotency_key", .string(ticket.uuid.wire)),
    ]
    if let address { body.append(JSONValue.Member("remoteip", .string(address))) }
    let call = OutboundCall.post(
      Array(JSONValue.object(body).text.utf8), to: settings.url + "/siteverify",
      within: settings.time)
    guard let said = try? await client.send(call), said.isSuccess,
      let verdict = try? JSONValue(parsing: said.body), case .bool(let isGood)? = verdict["success"]
    else { return .unavailable }
    // It may have found something wrong with us, which says nothing of the cat.
    let isOurs = (verdict["error-codes"]?.array ?? []).contains { code in
      code.string.map { Self.ourFaults.contains(ExactText($0)) } ?? false
    }
    if !isGood, isOurs { return .unavailable }
    return isGood && isMeant(verdict, ticket) ? .passed : .failed
  }

  /// Good for this form and no other one, here or elsewhere.
  private func isMeant(_ verdict: JSONValue, _ ticket: Ticket) -> Bool {
    func says(_ member: String, _ text: String) -> Bool {
      verdict[member]?.string.map { ExactText($0) == ExactText(text) } ?? false
    }
    return says("action", Self.action) && says("cdata", ticket.cdata)
      && says("hostname", settings.hostname)
  }
}

/// How Turnstile is reached, and what it knows us by.
struct TurnstileSettings: Sendable {
  /// Where its script and its verdicts are, without a slash behind.
  let url: String
  let siteKey: String
  let secret: String
  /// The portal's.
  let hostname: String
  /// How long a verdict may take, to its last byte.
  var time: Duration = .seconds(2)

  /// Of the address: scheme, host and port.
  var origin: String {
    let parts = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return parts.prefix(3).joined(separator: "/")
  }
}

extension Ticket {
  /// By which a verdict names the form.
  var cdata: String { base64URL(nonce) }

  fileprivate var uuid: UUID {
    (nonce + nonce).withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
  }
}
