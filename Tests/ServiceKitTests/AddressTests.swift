import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import ServiceKit

@Suite("Addresses")
struct AddressTests {
  private let trust = AddressTrust(
    proxies: ["10.0.0.0/8", "2001:db8::/32", "192.0.2.7"].compactMap(AddressRange.init))

  private func address(_ peer: String?, _ headers: HTTPFields = [:]) -> String? {
    trust.caller(peer: peer, headers: headers)?.description
  }

  private func forwarded(_ values: String...) -> HTTPFields {
    var headers = HTTPFields()
    for value in values { headers.append(HTTPField(name: .forwardedFor, value: value)) }
    return headers
  }

  @Test("a forwarding header counts only from a trusted proxy: its last hop that is none")
  func trusted() {
    let hops = forwarded("6.6.6.6, 203.0.113.9, 10.1.1.1")
    #expect(address("198.51.100.1", hops) == "198.51.100.1")
    #expect(address("10.9.9.9", hops) == "203.0.113.9")
    #expect(address("::ffff:10.9.9.9", hops) == "203.0.113.9")
    #expect(address("2001:db8:1::5", hops) == "203.0.113.9")
    #expect(address("2001:db9::5", hops) == "2001:db9::5")
    #expect(address(nil, hops) == nil)
    #expect(address("nonsense", hops) == nil)
  }

  @Test("several headers are one list, and blanks in it are none of its hops")
  func several() {
    #expect(address("10.9.9.9", forwarded("6.6.6.6", "203.0.113.9", "10.1.1.1")) == "203.0.113.9")
    #expect(address("10.9.9.9", forwarded("203.0.113.9", " ,, 10.1.1.1 ,")) == "203.0.113.9")
    #expect(address("10.9.9.9", forwarded("203.0.113.9,\t10.1.1.1")) == "203.0.113.9")
  }

  @Test("a hop may have a port, and IPv4 may be dressed as IPv6")
  func spellings() {
    #expect(address("10.9.9.9", forwarded("203.0.113.9:4711")) == "203.0.113.9")
    #expect(address("10.9.9.9", forwarded("[2001:db9:0:0::5]:4711")) == "2001:db9::5")
    #expect(address("10.9.9.9", forwarded("::FFFF:203.0.113.9")) == "203.0.113.9")
    #expect(address("10.9.9.9", forwarded("203.0.113.9, ::ffff:10.1.1.1")) == "203.0.113.9")
    #expect(address("::ffff:198.51.100.1") == "198.51.100.1")
  }

  @Test(
    "where the last hop is no address the peer is taken, whatever stands left of it",
    arguments: [
      "203.0.113.9, <script>", "203.0.113.9, unknown", "203.0.113.9, 1.2.3 .4", "", "x",
      "10.1.1.1, 10.2.2.2", "203.0.113.9, 1.2.3.4.5", "203.0.113.9, [::1", "_hidden",
    ])
  func nonsense(value: String) {
    #expect(address("10.9.9.9", forwarded(value)) == "10.9.9.9")
  }

  @Test("no shield's header counts where no shield is known, as from any other proxy")
  func withoutShield() {
    var headers = forwarded("203.0.113.9")
    headers[.cloudflareAddress] = "203.0.113.4"
    #expect(address("192.0.2.7", headers) == "203.0.113.9")
    #expect(address("192.0.2.8", headers) == "192.0.2.8")
    #expect(address("10.9.9.9", [.cloudflareAddress: "203.0.113.4"]) == "10.9.9.9")
  }

  @Test("a shield's header counts if the shield stands at the edge, and names one address")
  func shield() {
    var trust = trust
    trust.shield = ["198.51.100.0/24", "10.7.0.0/16"].compactMap(AddressRange.init)
    func address(_ peer: String, _ hops: String, _ named: String...) -> String? {
      var headers = forwarded(hops)
      for name in named { headers.append(HTTPField(name: .cloudflareAddress, value: name)) }
      return trust.caller(peer: peer, headers: headers)?.description
    }
    #expect(address("10.9.9.9", "6.6.6.6, 198.51.100.3", "203.0.113.4") == "203.0.113.4")
    // A tunnel: the peer is the shield's own.
    #expect(address("10.7.0.1", "6.6.6.6", "203.0.113.4") == "203.0.113.4")
    // Somebody else stands at the edge, or a stranger is the peer.
    #expect(address("10.9.9.9", "198.51.100.3, 6.6.6.6", "203.0.113.4") == "6.6.6.6")
    #expect(address("198.51.100.3", "6.6.6.6", "203.0.113.4") == "198.51.100.3")
    for named in [[], ["203.0.113.4", "203.0.113.5"], ["203.0.113.4, 203.0.113.5"], ["x"]] {
      var headers = forwarded("198.51.100.3")
      for name in named { headers.append(HTTPField(name: .cloudflareAddress, value: name)) }
      #expect(trust.caller(peer: "10.9.9.9", headers: headers)?.description == "198.51.100.3")
    }
  }

  @Test("the log says where refusals come from, by what the proxy says, and of nobody else")
  func logged() async throws {
    let log = CapturedLog()
    var settings = ServerSettings()
    settings.trustedProxies = ["127.0.0.0/8", "::1"].compactMap(AddressRange.init)
    try await Cattle(settings: settings, logger: log.logger).test(.live) { client in
      for (path, headers, status) in [
        ("/api/cows/me", [:], 401), ("/api/cows/me", try bearer(.client), 200),
        ("/api/nothing", [:], 404),
      ] as [(String, HTTPFields, Int)] {
        var headers = headers
        headers[.forwardedFor] = "6.6.6.6, 203.0.113.9"
        #expect(try await client.send(.get, path, headers).status.code == status)
      }
    }
    let requests = log.events.filter { $0.contains("route=") }
    #expect(requests.count == 3)
    for line in requests {
      #expect(line.contains("address=203.0.113.9") == line.contains("status=401"), "\(line)")
      #expect(!line.contains("6.6.6.6"))
    }
  }

  @Test(
    "an address has one spelling (RFC 5952)",
    arguments: [
      ("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("0:0:0:0:0:0:0:0", "::"), ("::1", "::1"),
      ("1::", "1::"), ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
      ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("fe80::1%eth0", "fe80::1"),
      ("::ffff:192.0.2.1", "192.0.2.1"), ("064:ff9b::192.0.2.33", "64:ff9b::c000:221"),
      ("192.0.2.1", "192.0.2.1"),
    ])
  func spelling(text: String, canonical: String) {
    #expect(IPAddress(text)?.description == canonical)
    #expect(IPAddress(canonical) == IPAddress(text))
  }

  @Test(
    "what is no address or network is refused",
    arguments: [
      "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.4/33", "1.2.3.4/-1", "1.2.3.4/", "a.b.c.d",
      ":::",
      "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::1/129", "1::2::3", "12345::", "+1.2.3.4",
      "::ffff:10.0.0.0/95",
    ])
  func malformed(text: String) {
    #expect(AddressRange(text) == nil)
  }

  @Test("a network holds its addresses and no others")
  func networks() throws {
    func contains(_ network: String, _ address: String) throws -> Bool {
      try #require(AddressRange(network)).contains(try #require(IPAddress(address)))
    }
    #expect(try contains("172.16.0.0/12", "172.31.255.255"))
    #expect(try !contains("172.16.0.0/12", "172.32.0.0"))
    #expect(try contains("0.0.0.0/0", "8.8.8.8") && !contains("0.0.0.0/0", "::1"))
    #expect(try contains("fe80::/10", "fe80::1%eth0"))
    #expect(try contains("::ffff:10.0.0.0/104", "10.255.0.1"))
    #expect(try contains("192.0.2.7", "::ffff:192.0.2.7"))
    let list = SettingForm.addressRanges
    #expect(list.read("10.0.0.0/8,nonsense") == nil)
    #expect(list.read(" 10.0.0.0/8 , ::1").map(list.spell) == "10.0.0.0/8,::1/128")
  }
}
