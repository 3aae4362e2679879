public import ServiceKit

/// The settings by which one provider is found, and by which it and we know each other.
public struct ProviderSettings: Sendable {
  /// Where it is; nil: it is not offered.
  public let url: Setting<String?>
  /// By which it knows us.
  public let key: Setting<String?>
  /// What it signs its notices with; several while they are being changed, none: no notice is
  /// believed.
  public let secrets: Setting<[WebhookSecret]>

  /// - Parameters:
  ///   - url, key, secrets: their names.
  ///   - provider: as people call it.
  ///   - meaning: of the address, and of none.
  public init(
    url: String, key: String, secrets: String, of provider: String, where meaning: String
  ) {
    self.url = Setting(url, .address, default: nil, meaning)
    self.key = Setting(
      key, .bearerToken, default: nil,
      "by which \(provider) knows us: the token that goes with each call", secret: true)
    self.secrets = Setting(
      secrets, .webhookSecrets, default: [],
      """
      what \(provider) signs its notices with (Standard Webhooks); two, with a comma, while it is \
      being changed; empty: notices are refused, and what they would tell is found later
      """, secret: true)
  }

  public var all: [any DescribedSetting] { [url, key, secrets, Setting.providerTimeout] }
}
