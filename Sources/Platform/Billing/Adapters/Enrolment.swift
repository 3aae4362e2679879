public import Contracts

/// A way to pay that a client wants to add.
public struct Enrolment: Sendable, Hashable {
  /// Its own, at most 255 bytes: the same however often it is sent, so that there is one session.
  public let key: ExactText
  /// Where the provider's page leads back to, whatever the client decides there.
  public let returnURL: String

  public init(key: ExactText, returningTo url: String) {
    self.key = key
    returnURL = url
  }
}

/// The provider's page for one enrolment.
public struct EnrolmentSession: Sendable, Hashable {
  /// The provider's own name for it.
  public let id: ExactText
  /// Where the client authorises, or does not; at the adapter's `pageOrigin`.
  public let authoriseURL: String

  /// - Parameter origin: the adapter's `pageOrigin`.
  /// - Returns: nil for what is no id (`isProviderName`), and for an address that leads elsewhere.
  public init?(_ id: ExactText, at authoriseURL: String, of origin: String) {
    let isAddress =
      authoriseURL.utf8.count <= 2_000
      && authoriseURL.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    guard id.isProviderName, isAddress, authoriseURL.utf8.starts(with: "\(origin)/".utf8)
    else { return nil }
    self.id = id
    self.authoriseURL = authoriseURL
  }
}

/// What became of an enrolment.
public enum EnrolmentState: Sendable, Hashable {
  /// The client has not decided yet.
  case waiting
  case authorised(EnrolledMethod)
  /// Nothing will come of that session any more.
  case refused
}

/// A way to pay that a client has authorised.
public struct EnrolledMethod: Sendable, Hashable {
  /// What is collected from: a token that means something to its provider alone.
  public let token: Destination
  /// What the client knows it by, such as "Card …42".
  public let label: String

  /// - Returns: nil for what may be a card's number, which must never be here, for a token that is none
  ///   (`isProviderName`), and for a label that is empty, longer than 100 characters or more than one
  ///   line.
  public init?(token: ExactText, label: String) {
    guard token.isProviderName, !Self.mayBeCardNumber(token), Self.isLabel(label)
    else { return nil }
    self.token = Destination(token)
    self.label = label
  }

  /// As the table says it: `token !~ '^[0-9 -]{12,23}$'`.
  private static func mayBeCardNumber(_ token: ExactText) -> Bool {
    (12...23).contains(token.text.utf8.count)
      && token.text.utf8.allSatisfy { isDigit($0) || $0 == 0x20 || $0 == 0x2D }
  }

  /// As the table says it: `label !~ '[0-9]{5}'`.
  private static func isLabel(_ label: String) -> Bool {
    let hasNumber = label.utf8.split(omittingEmptySubsequences: true) { !isDigit($0) }
      .contains { $0.count >= 5 }
    return !hasNumber && (1...100).contains(label.unicodeScalars.count)
      && label.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
