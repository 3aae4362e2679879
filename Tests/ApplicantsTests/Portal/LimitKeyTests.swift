import Testing

@testable import Applicants
@testable import ServiceKit

@Suite("By what senders are counted")
struct LimitKeyTests {
  @Test(
    "case 4: an address of IPv4 and a /64 of IPv6, and around them a /24 and a /48",
    arguments: [
      ("192.0.2.1", "192.0.2.1", true, true), ("192.0.2.1", "192.0.2.2", false, true),
      ("192.0.2.1", "192.0.3.1", false, false), ("192.0.2.1", "::ffff:192.0.2.1", true, true),
      ("2001:db8:1:2::1", "2001:db8:1:2::ffff", true, true),
      ("2001:db8:1:2::1", "2001:db8:1:3::1", false, true),
      ("2001:db8:1:2::1", "2001:db8:2:2::1", false, false),
    ])
  func networks(one: String, other: String, near: Bool, network: Bool) throws {
    let senders = try [one, other].map(PortalBed.sender)
    for keys in [LimitKey.requests(of:), LimitKey.submissions(of:)] {
      let (one, other) = (keys(senders[0]), keys(senders[1]))
      #expect((one[0] == other[0]) == near && (one[1] == other[1]) == network)
    }
    let bad = senders.map(LimitKey.badLinks(of:))
    #expect((bad[0] == bad[1]) == near)
  }

  @Test("connections without an address are one, and each limit counts for itself")
  func none() {
    let none = SenderAddress(bytes: [])
    #expect(LimitKey.requests(of: none) == LimitKey.requests(of: SenderAddress(bytes: [])))
    let all = LimitKey.requests(of: none) + LimitKey.submissions(of: none) + [.badLinks(of: none)]
    #expect(Set(all).count == 5)
  }

  @Test(
    "addresses that are easily made up of one mailbox are one",
    arguments: [
      ("cat@x.example", "cat+a@x.example", true), ("cat@x.example", "Cat@X.example", true),
      ("c.at@x.example", "cat@x.example", false), ("c.a.t+x@gmail.com", "cat@googlemail.com", true),
      ("cat@x.example", "cat@y.example", false), ("a@b@c.example", "a@c.example", false),
      ("cat+@x.example", "cat@x.example", true), ("\u{212A}at@x.example", "kat@x.example", true),
    ])
  func mailbox(one: String, other: String, isSame: Bool) {
    #expect((Mailbox(one) == Mailbox(other)) == isSame)
    #expect(!"\(Mailbox(one))".contains("x.example"))
  }
}

extension PortalBed {
  static func sender(_ address: String) throws -> SenderAddress {
    SenderAddress(bytes: try #require(IPAddress(address)).bytes)
  }
}
