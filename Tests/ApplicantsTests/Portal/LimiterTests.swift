import Contracts
import Testing

@testable import Applicants
@testable import ServiceKit

@Suite("How often something may happen on the portal")
struct LimiterTests {
  private let second: Nanoseconds = 1_000_000_000

  /// How many of one key are let through at one instant, and how long the next has to wait, in
  /// seconds.
  private func fill(
    _ limiter: inout Limiter, _ tag: UInt64 = 1, at now: Nanoseconds
  ) -> (Int, Int) {
    var count = 0
    while limiter.wait(tag, at: now) == 0 {
      limiter.take(tag, at: now)
      count += 1
    }
    return (count, Int(limiter.wait(tag, at: now) / second))
  }

  @Test("case 4: ten applications of an address at once, and another after 180 s")
  func calm() {
    var limiter = Limiter(PortalLimit.submissions.rate)
    #expect(fill(&limiter, at: 0) == (10, 180))
    #expect(limiter.wait(1, at: 180 * second - 1) == 1)
    #expect(fill(&limiter, at: 180 * second) == (1, 180))
    #expect(limiter.wait(2, at: 0) == 0)
    // An hour later and some, all of them.
    #expect(fill(&limiter, at: 180 * second * 12) == (10, 180))
  }

  @Test(
    "the figures of the limits: so many at once, then one in so many milliseconds",
    arguments: [
      (.requests, 60, 500), (.networkRequests, 480, 62.5), (.submissions, 10, 180_000),
      (.networkSubmissions, 80, 22_500), (.badLinks, 20, 3_000), (.link, 120, 250),
      (.photos, 5, 720_000), (.mailbox, 20, 4_320_000),
    ] as [(PortalLimit, Int, Double)])
  func figures(limit: PortalLimit, burst: Int, milliseconds: Double) {
    var limiter = Limiter(limit.rate, slots: 64)
    #expect(fill(&limiter, at: 5).0 == burst)
    #expect(Double(limiter.wait(1, at: 5)) == milliseconds * 1_000_000)
    #expect(limiter.used(1, at: 5) == burst)
    #expect(limiter.used(1, at: 5 + Int64(milliseconds * 1_000_000)) == burst - 1)
  }

  @Test("case 4: rates of a harder time, five at once and one in 720 s, forty and one in 90 s")
  func attack() {
    var near = Limiter(Rate(5, per: .hour, burst: 5), slots: 4)
    #expect(fill(&near, at: 0) == (5, 720))
    #expect(fill(&near, at: 720 * second) == (1, 720))
    var network = Limiter(Rate(40, per: .hour, burst: 40), slots: 4)
    #expect(fill(&network, at: 0) == (40, 90))
  }

  @Test("it is what a bucket a key, kept for ever, would say")
  func oracle() {
    var random = SplitMix64(seed: 4)
    for _ in 0..<60 {
      let rate = Rate(
        Int.random(in: 1...50, using: &random), per: .seconds(60),
        burst: Int.random(in: 1...8, using: &random))
      let tags = (0..<200).map { _ in random.next() }
      var limiter = Limiter(rate, slots: 4_096)
      // How full, and when that was.
      var buckets: [UInt64: (level: Int64, at: Nanoseconds)] = [:]
      var now: Nanoseconds = 0
      for _ in 0..<2_000 {
        now += Int64.random(in: 0...rate.interval / 50, using: &random)
        let tag = tags[Int.random(in: 0..<tags.count / 4, using: &random)]
        let before = buckets[tag] ?? (0, now)
        let level = max(0, before.level - (now - before.at))
        let over = max(0, level + rate.interval - Int64(rate.burst) * rate.interval)
        #expect(limiter.wait(tag, at: now) == over)
        guard over == 0 else { continue }
        limiter.take(tag, at: now)
        buckets[tag] = (level + rate.interval, now)
      }
      #expect(limiter.evictions == 0)
    }
  }

  @Test("a full set gives up who is due first, and whose time has passed before that")
  func eviction() {
    var limiter = Limiter(Rate(1, per: .seconds(10), burst: 3), slots: 8)
    // Of one set, as every even tag is.
    for (tag, times) in [(2, 2), (4, 3), (6, 1), (8, 2)] as [(UInt64, Int)] {
      for _ in 0..<times { limiter.take(tag, at: 0) }
    }
    #expect(limiter.evictions == 0)
    limiter.take(10, at: 0)
    limiter.take(10, at: 0)
    #expect(limiter.evictions == 1)
    #expect([2, 4, 6, 8, 10].map { limiter.used($0, at: 0) } == [2, 3, 0, 2, 2])
    // The other set has room.
    limiter.take(3, at: 0)
    #expect(limiter.evictions == 1)
    // All but 4 have passed: nothing that counts is given up.
    for tag in [12, 14, 16] as [UInt64] { limiter.take(tag, at: 20 * second) }
    #expect(limiter.evictions == 1)
    #expect([4, 12, 14, 16].map { limiter.used($0, at: 20 * second) } == [1, 1, 1, 1])
  }

  @Test("whatever comes, the memory is what it was: a mebibyte a limit")
  func memory() {
    var limits = PortalLimits()
    #expect(limits.bytes == PortalLimit.allCases.count << 20)
    #expect(TicketMemory().bytes == 3 << 19)
    var limiter = Limiter(PortalLimit.requests.rate)
    var random = SplitMix64(seed: 1)
    for _ in 0..<200_000 { limiter.take(random.next(), at: 0) }
    #expect(limiter.bytes == 1 << 20)
    #expect(limiter.evictions > 130_000)
    limits.take(LimitKey.requests(of: SenderAddress(bytes: [192, 0, 2, 1])), at: 0)
    #expect(limits.evictions[PortalLimit.requests.rawValue] == 0 && limits.bytes == 8 << 20)
  }

  @Test("each process has hashes of its own, which look like chance")
  func hashes() {
    let (one, other) = (KeyedHash(), KeyedHash())
    #expect(one.tag([1, 2]) == one.tag([1, 2]) && one.tag([1, 2]) != other.tag([1, 2]))
    #expect(one.tag([]) != one.tag([0]))
    let tags = Set((0..<10_000 as Range<UInt32>).map { one.tag($0.bytes) })
    #expect(tags.count == 10_000)
    let sets = tags.reduce(into: [:] as [UInt64: Int]) { $0[$1 & 255, default: 0] += 1 }
    // 39 each; six standard deviations are 37.
    #expect(sets.count == 256 && sets.values.allSatisfy { $0 < 77 })
  }
}
