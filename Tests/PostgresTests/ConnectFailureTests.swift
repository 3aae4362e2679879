import Testing

@testable import Postgres

@Suite("What libpq says of a failed connect")
struct ConnectFailureTests {
  private static let place = "connection to server on socket \"/run/.s.PGSQL.5432\" failed: "

  @Test(
    "has a SQLSTATE where the server gave one, in whatever language",
    arguments: [
      ("FATAL:  28P01: password authentication failed for user \"tom\"", "28P01"),
      ("ВАЖНО:  3D000: база данных \"cats\" не существует\nLOCATION:  InitPostgres", "3D000"),
      ("FATAL:  sorry, too many clients already", nil),
      ("FATAL:  invalid value for parameter \"TimeZone\": \"Nowhere/Town\"", nil),
      ("PANIC:  stuck spinlock detected", nil),
      ("server is not in hot standby mode", nil),
      ("timeout expired", nil),
    ] as [(String, String?)])
  func sqlState(said: String, code: String?) {
    let failure = ConnectFailure(message: Self.place + said + "\n")
    #expect(failure.error.sqlState?.rawValue == code)
    #expect(failure.error.detail.contains(said))
    #expect(failure.isTheServers == said.contains(":  "))
  }

  @Test("is the last host's, of several")
  func hosts() {
    let failure = ConnectFailure(
      message: "\(Self.place)FATAL:  57P03: starting up\n\(Self.place)FATAL:  53300: too many\n")
    #expect(failure.error.sqlState == .tooManyConnections)
  }

  @Test("is never nothing")
  func nothing() {
    #expect(!ConnectFailure(message: "").error.detail.isEmpty)
  }

  @Test(
    "what is no connection string is told without quoting it",
    arguments: ["", " \n", "cats", "host", "postgres://tom:secret@[::1/cats", "password=secret x"])
  func mistakes(_ text: String) {
    let mistake = PostgresConfiguration.mistake(inURL: text)
    #expect(mistake?.contains("postgresql://") == true)
    #expect(mistake?.contains("secret") == false)
  }

  @Test(
    "what libpq understands is none",
    arguments: ["host=/run dbname=cats", "postgres://tom:p%25@h/cats?sslmode=require", "service=x"])
  func understood(_ text: String) {
    #expect(PostgresConfiguration.mistake(inURL: text) == nil)
  }
}
