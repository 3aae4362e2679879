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

  @Test("what is listed as a default is what holds, and what one could set")
  func standards() throws {
    let listed = ServerSettings.settings.map { ($0.name, $0.standard ?? "") }
    let settings = try ServerSettings(reader(Dictionary(uniqueKeysWithValues: listed)))
    var standard = ServerSettings()
    standard.metricsPort = 9090
    #expect("\(settings)" == "\(standard)")
  }

  @Test("numbers, flags and seconds")
  func kinds() throws {
    let reader = reader(["MCF_A": "2.5", "MCF_B": "TRUE", "MCF_C": "maybe"])
    #expect(try reader[Setting("MCF_A", .seconds(0...10), default: 1, "a")] == 2.5)
    #expect(try reader[Setting("MCF_B", .onOrOff, default: false, "b")])
    #expect(
      reason { try reader[Setting("MCF_C", .onOrOff, default: false, "c")] }
        == #"MCF_C must be on or off, not "maybe""#)
    #expect(
      reason { try reader[Setting("MCF_A", .seconds(3...10), default: 3, "a")] }
        == #"MCF_A must be from 3 to 10 seconds, not "2.5""#)
    #expect(
      reason { try reader[Setting("MCF_A", .number(3...10, of: "cats"), default: 3, "a")] }
        == #"MCF_A must be a whole number of cats from 3 to 10, not "2.5""#)
  }

  @Test("texts that may be empty, and lists of them")
  func texts() throws {
    let reader = reader(["MCF_A": "", "MCF_B": "a, b,", "MCF_C": "ftp://x"])
    #expect(try reader[Setting<String?>("MCF_A", .address, default: "x", "a")] == nil)
    let list = SettingForm<[String]>.list("", read: { $0 }, spell: { $0 })
    #expect(try reader[Setting("MCF_B", list, default: [], "b")] == ["a", "b"])
    #expect(
      reason { try reader[Setting<String?>("MCF_C", .address, default: nil, "c")] }
        == #"MCF_C must be an address such as https://host/path, not "ftp://x""#)
  }

  @Test("a secret that cannot be used is not told")
  func secret() {
    let reader = reader(["MCF_A": "hunter2"])
    let setting = RequiredSetting("MCF_A", .number(1...2), "a", secret: true)
    #expect(reason { try reader[setting] } == "MCF_A must be a whole number from 1 to 2")
  }

  private func reason(_ read: () throws -> some Any) -> String? {
    do {
      _ = try read()
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "a site is where it is, without a path",
    arguments: [
      ("https://mcf.example", "https://mcf.example"),
      ("https://mcf.example/", "https://mcf.example"),
      ("http://127.0.0.1:8080", "http://127.0.0.1:8080"), ("", nil),
    ])
  func origins(text: String, origin: String?) throws {
    #expect(try reader(["MCF_PUBLIC_URL": text])[.publicURL] == origin)
  }

  @Test(
    "what leads elsewhere than to a site is refused",
    arguments: [
      "mcf.example", "ftp://mcf.example", "https://mcf.example/a", "https://mcf.example?a=b",
      "https://mcf.example#a", "https://cat@mcf.example", "https://", "https://mcf.example//",
    ])
  func noOrigins(text: String) {
    #expect(throws: SettingError.self) { try reader(["MCF_PUBLIC_URL": text])[.publicURL] }
  }
}
