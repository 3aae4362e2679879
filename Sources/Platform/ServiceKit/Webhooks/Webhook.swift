import Crypto
public import FoundationEssentials
public import HTTPTypes

/// A webhook's message by the scheme of Standard Webhooks, version 1: HMAC-SHA256 over id, time and
/// body, the signature in a header, so that the receiver knows who sent it, that nobody changed it,
/// and that it is not an old one sent again
/// (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
public struct Webhook: Sendable, Hashable {
  /// The message's own id: the same however often it is sent. A receiver remembers it.
  public let id: String
  /// Seconds since 1970: when this try was made.
  public let timestamp: Int64
  public let body: [UInt8]

  /// - Parameter id: without a dot, which separates the signed parts.
  public init(id: String, at time: Date, body: [UInt8]) {
    self.id = id
    timestamp = Int64(time.timeIntervalSince1970)
    self.body = body
  }

  /// How far a sender's clock may be off, and how long a message may be under way, in seconds.
  public static let tolerance: TimeInterval = 300

  /// The header fields that go with the body.
  ///
  /// - Parameter secrets: several while the secret is being changed: a signature each.
  public func headers(signedWith secrets: [WebhookSecret]) -> [(name: String, value: String)] {
    let signatures = secrets.map { secret in
      let code = HMAC<SHA256>.authenticationCode(for: signed, using: secret.key)
      return "v1," + Data(code).base64EncodedString()
    }
    return [
      (HTTPField.Name.webhookID.rawName, id),
      (HTTPField.Name.webhookTimestamp.rawName, String(timestamp)),
      (HTTPField.Name.webhookSignature.rawName, signatures.joined(separator: " ")),
    ]
  }

  /// Reads a received message and believes it only if one of its signatures was made with one of
  /// the secrets, a short while ago.
  ///
  /// - Throws: a 401 problem that says what is wrong; which secret or signature, it does not say.
  public init(
    headers: HTTPFields, body: [UInt8], secrets: [WebhookSecret], at now: Date
  ) throws(Problem) {
    guard let id = headers[.webhookID], (1...255).contains(id.utf8.count),
      id.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ".") }),
      let timestamp = headers[.webhookTimestamp].flatMap({ Int64($0) }),
      let signatures = headers[.webhookSignature]
    else {
      throw .webhookRefused("webhook-id, webhook-timestamp and webhook-signature are needed.")
    }
    self.id = id
    self.timestamp = timestamp
    self.body = body
    guard isSigned(signatures, by: secrets) else {
      throw .webhookRefused("No signature of it is one of ours.")
    }
    let age = now.timeIntervalSince1970 - Double(timestamp)
    guard abs(age) <= Self.tolerance else {
      throw .webhookRefused("It was sent too long ago, or its clock is wrong.")
    }
  }

  /// Whether one of the signatures, separated by blanks, fits one of the secrets. Those of other
  /// versions are passed over, as the scheme wants it.
  private func isSigned(_ signatures: String, by secrets: [WebhookSecret]) -> Bool {
    signatures.split(separator: " ").prefix(Self.mostSignatures).contains { signature in
      guard signature.hasPrefix("v1,"),
        let code = Data(base64Encoded: String(signature.dropFirst(3)))
      else { return false }
      // Compares in constant time.
      return secrets.contains {
        HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: signed, using: $0.key)
      }
    }
  }

  /// Each costs a computation, and a stranger may send as many as a header holds.
  private static let mostSignatures = 10

  private var signed: [UInt8] { Array("\(id).\(timestamp).".utf8) + body }
}

extension Problem {
  fileprivate static func webhookRefused(_ detail: String) -> Problem {
    Problem(
      .unauthorized, "webhook-refused", title: "This call is not known to be genuine",
      detail: detail, headers: [.wwwAuthenticate: "StandardWebhooks"])
  }
}
