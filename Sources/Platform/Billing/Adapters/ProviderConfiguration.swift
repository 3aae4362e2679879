public import Configuration
public import FoundationEssentials
public import ServiceKit

/// Where a provider is, and by what it and we know each other, as `ProviderSettings` describe it.
public struct ProviderConfiguration: Sendable {
  public var url: String?
  public var key: String?
  public var secrets: [WebhookSecret] = []
  /// How long it may take to answer.
  public var timeout: TimeInterval = Setting.providerTimeout.default

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used, and for an address without a key.
  public init(_ configuration: ConfigReader, _ settings: ProviderSettings) throws {
    url = try configuration[settings.url]
    key = try configuration[settings.key]
    secrets = try configuration[settings.secrets]
    timeout = try configuration[.providerTimeout]
    if let url, webOrigin(of: url) == nil {
      throw SettingError(settings.url.name, "must have a host in ASCII, and no user's name")
    }
    if url != nil, key == nil {
      throw SettingError(settings.key.name, "must be set where \(settings.url.name) is")
    }
  }
}
