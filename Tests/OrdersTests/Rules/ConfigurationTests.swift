import Configuration
import ServiceKit
import Testing

@testable import Orders

@Suite("What can be set about orders")
struct ConfigurationTests {
  private func configuration(_ values: [AbsoluteConfigKey: ConfigValue]) throws
    -> OrdersConfiguration
  {
    try OrdersConfiguration(ConfigReader(provider: InMemoryProvider(values: values)))
  }

  @Test("The defaults that are listed are the defaults that hold")
  func defaults() throws {
    let listed = OrdersConfiguration.settings.map { ($0.name, $0.standard ?? "") }
    let read = try OrdersConfiguration(
      ConfigReader(
        provider: EnvironmentVariablesProvider(
          environmentVariables: Dictionary(uniqueKeysWithValues: listed))))
    let standard = OrdersConfiguration()
    #expect(read.durations == standard.durations)
    #expect(read.timeZone == standard.timeZone)
    #expect(read.earningPercent == standard.earningPercent)
    #expect(read.openOrdersMax == standard.openOrdersMax)
    #expect(read.stepHosts == standard.stepHosts)
  }

  @Test("Hosts of matching steps are a list with commas, blanks aside")
  func stepHosts() throws {
    let read = try configuration(["mcf.matching.step.hosts": "steps.example, 127.0.0.1,"])
    #expect(read.stepHosts == ["steps.example", "127.0.0.1"])
  }

  @Test("Durations can be shortened, to fractions of a second too")
  func shortened() throws {
    let read = try configuration([
      "mcf.grace.seconds": "2", "mcf.sweep.interval.seconds": "0.1",
      "mcf.report.fail.seconds": "4",
    ])
    #expect(read.durations.grace == 2)
    #expect(read.durations.sweepInterval == 0.1)
    #expect(read.durations.reportFail == 4)
  }

  @Test("Nonsense is refused with the setting's name")
  func nonsense() {
    let error = #expect(throws: SettingError.self) {
      try configuration(["mcf.grace.seconds": "soon"])
    }
    #expect(error?.name == "MCF_GRACE_SECONDS")
  }
}
