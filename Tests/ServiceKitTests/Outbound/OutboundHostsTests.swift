import Contracts
import Testing

@testable import ServiceKit

@Suite("Which hosts may be called", .timeLimit(.minutes(1)))
struct OutboundHostsTests {
  @Test(
    "without a list any but loopback and link-local, however they are spelled",
    arguments: [
      "127.0.0.1", "127.8.9.1", "127.1", "0x7f.1", "2130706433", "0.0.0.0", "0", "localhost",
      "LOCALHOST", "[::1]", "::1", "::", "::ffff:127.0.0.1", "::127.0.0.1", "169.254.169.254",
      "fe80::1", "::ffff:169.254.1.1",
    ])
  func neverMeant(host: ExactText) async {
    #expect(await !OutboundHosts().permits(host))
    await #expect(throws: OutboundFailure.forbiddenHost) {
      try await OutboundHosts().addresses(of: host)
    }
  }

  @Test(
    "other addresses are fine, private ones too",
    arguments: ["192.0.2.7", "10.1.2.3", "2001:db8::1"])
  func others(host: ExactText) async throws {
    #expect(await OutboundHosts().permits(host))
    #expect(try await OutboundHosts().addresses(of: host) == [host])
  }

  @Test("the databases' own are not, by name or by address")
  func databases() async {
    let hosts = OutboundHosts(databases: ["192.0.2.7", "DB.invalid"])
    for host: ExactText in ["192.0.2.7", "::ffff:192.0.2.7", "db.invalid"] {
      #expect(await !hosts.permits(host), "\(host)")
    }
    #expect(await hosts.permits("192.0.2.8"))
  }

  @Test("with a list only those on it, whatever they lead to")
  func listed() async throws {
    let hosts = OutboundHosts(
      allowed: ["Steps.invalid", "127.0.0.1", "::1"], databases: ["127.0.0.1"])
    #expect(try await hosts.addresses(of: "127.0.0.1") == ["127.0.0.1"])
    #expect(try await hosts.addresses(of: "[::1]") == ["::1"])
    for host: ExactText in ["localhost", "127.0.0.2", "192.0.2.7", "x.steps.invalid"] {
      #expect(await !hosts.permits(host), "\(host)")
    }
    #expect(await OutboundHosts(allowed: ["caf\u{E9}.invalid"]).permits("caf\u{E9}.invalid"))
    #expect(await !OutboundHosts(allowed: ["caf\u{E9}.invalid"]).permits("cafe\u{301}.invalid"))
    // Nobody knows its address yet: it may be written, and cannot be asked.
    #expect(await hosts.permits("steps.invalid"))
    await #expect(throws: OutboundFailure.unreachable("its host has no address")) {
      try await hosts.addresses(of: "steps.invalid")
    }
  }
}
