import Configuration
import Testing

@testable import ServiceKit

@Suite("Settings")
struct SettingTests {
  private func reader(_ values: [String: String]) -> ConfigReader {
    ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: values))
  }

  @Test("the environment wins over the default")
  func environment() throws {
    let settings = try ServerSettings(
      reader([
        "MCF_PORT": "9999", "MCF_METRICS_PORT": "0", "MCF_TRUSTED_PROXIES": "10.0.0.0/8,::1",
        "MCF_DEADLINE_SECONDS": "3", "MCF_MAX_REQUESTS": "5",
      ]))
    #expect(settings.port == 9999 && settings.host == "127.0.0.1" && settings.metricsPort == nil)
    #expect(settings.trustedProxies.count == 2 && settings.deadline == .seconds(3))
    #expect(settings.maxRequestsInFlight == 5)
    #expect(try ServerSettings(reader([:])).metricsPort == 9090)
  }

  @Test(
    "a value that cannot be used is an error that names it",
    arguments: [
      ("MCF_PORT", "80a"), ("MCF_PORT", "70000"), ("MCF_PORT", "-1"), ("MCF_TRUSTED_PROXIES", "x"),
      ("MCF_DEADLINE_SECONDS", "0"), ("MCF_MAX_CONNECTIONS", ""),
    ])
  func unusable(name: String, value: String) {
    #expect {
      try ServerSettings(reader([name: value]))
    } throws: { error in
      (error as? SettingError)?.name == name
    }
  }

  @Test("a missing required setting says what it means")
  func missing() {
    #expect {
      try TokenVerifier(reader([:]), store: nil, logger: silent)
    } throws: { error in
      "\(error)".contains("MCF_AUTH_ISSUER") && "\(error)".contains("issuer")
    }
  }

  @Test("every setting that is listed is read, under the name that is listed")
  func names() throws {
    for setting in ServerSettings.settings + TokenVerifier.settings {
      #expect(reader([setting.name: "spelled"]).optionalString(setting) == "spelled")
      #expect(setting.name.hasPrefix("MCF_") && !setting.meaning.isEmpty)
    }
  }

  @Test("numbers, flags and seconds")
  func kinds() throws {
    let reader = reader(["MCF_A": "2.5", "MCF_B": "TRUE", "MCF_C": "maybe"])
    #expect(try reader.seconds(Setting("MCF_A", default: nil, "a"), in: 0...10) == 2.5)
    #expect(try reader.bool(Setting("MCF_B", default: nil, "b")))
    #expect(throws: SettingError.self) { try reader.bool(Setting("MCF_C", default: nil, "c")) }
    #expect(throws: SettingError.self) {
      try reader.seconds(Setting("MCF_A", default: nil, "a"), in: 3...10)
    }
  }
}
