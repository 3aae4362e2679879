public import FoundationEssentials
public import ServiceKit

extension Setting<TimeInterval> {
  /// How long a call to a provider may take.
  public static var providerTimeout: Setting {
    Setting(
      "MCF_PROVIDER_TIMEOUT_SECONDS", .seconds(0.1...300), default: 20,
      "how long a provider of payments may take to answer before it is asked again later")
  }
}

extension SettingForm<String?> {
  /// By which a provider knows us, as it goes into a header field (RFC 6750, 2.1).
  public static var bearerToken: SettingForm {
    SettingForm(
      "visible characters of ASCII, without blanks",
      read: { text in
        guard !text.isEmpty else { return .some(nil) }
        return text.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? text : nil
      }, spell: { $0 ?? "" })
  }
}
