import Contracts
import FoundationEssentials
import Testing

@testable import Quality

@Suite("R-190: which orders a seed draws")
struct DrawRuleTests {
  private static func orders(_ count: Int) -> [DrawCandidate] {
    (1...count).map { DrawCandidate(order: QualityBed.id($0), group: nil) }
  }

  private static func drawn(_ members: [DrawMember]) -> [DrawMember] {
    members.filter(\.isDrawn).sorted { $0.digest < $1.digest }
  }

  @Test("R-190: the smallest digests of seed, colon and id are drawn, as in the example")
  func example() {
    let seed = DrawSeed(String(repeating: "5f", count: 32))
    let members = DrawRule.members(of: Self.orders(10).reversed(), .count(3), by: seed)
    let drawn = Self.drawn(members)
    #expect(drawn.map(\.order) == [10, 7, 6].map { QualityBed.id($0) })
    #expect(drawn.map { String($0.digest.text.prefix(8)) } == ["08b7ea80", "0cd8c1eb", "2182ffee"])
    #expect(drawn.map(\.rank) == [1, 2, 3])
    #expect(members.map(\.order) == (1...10).map { QualityBed.id($0) })
    #expect(Set(members.map(\.rank)) == Set(1...10))
    let digest = DrawRule.digest(ofPopulation: members.map(\.order).reversed())
    #expect(digest == "3cb19ceb0ec9257fe2083326216036d288afc9f628036a1ac0f2da8885bde4a2")
  }

  @Test("a thousand seeds draw each of 500 orders about as often")
  func spread() {
    let orders = Self.orders(500)
    var counts: [UUID: Int] = [:]
    for number in 1...1_000 {
      let seed = DrawSeed(Array("seed \(number)".utf8).sha256)
      let members = DrawRule.members(of: orders, .count(200), by: seed)
      for member in members where member.isDrawn { counts[member.order, default: 0] += 1 }
    }
    #expect(counts.values.reduce(0, +) == 200_000)
    #expect(counts.count == 500)
    let uneven = counts.values.filter { !(320...480).contains($0) }
    #expect(uneven == [], "the mean is 400")
  }

  @Test(
    "a percentage is rounded up, so at least one is drawn",
    arguments: [(1, 1, 1), (1, 100, 1), (10, 11, 2), (10, 10, 1), (100, 7, 7), (33, 3, 1)])
  func percent(percent: Int, size: Int, wanted: Int) {
    #expect(DrawShare.percent(percent).wanted(of: size) == wanted)
  }

  @Test("digests are in the order of their hexadecimal digits, as a shell sorts them")
  func digests() {
    let beginning = DrawSeed(String(repeating: "5f", count: 32)).beginning
    let digests = (1...300).map { DrawDigest(of: QualityBed.id($0), after: beginning) }
    #expect(digests.sorted().map(\.text) == digests.map(\.text).sorted())
    let first = Array("\(String(repeating: "5f", count: 32)):\(QualityBed.id(1).wire)".utf8)
    #expect(digests[0].text == first.sha256)
  }

  @Test("of each worker as many are drawn, and how many in all is known before there is a seed")
  func groups() {
    let seed = DrawSeed(String(repeating: "5f", count: 32))
    let orders = (1...900).map {
      DrawCandidate(order: QualityBed.id($0), group: QualityBed.id($0 % 3, "0190b000"))
    }
    let few = DrawRule.members(of: orders, .count(4), by: seed).filter(\.isDrawn)
    let groups = Dictionary(grouping: few) { member in
      orders.first { $0.order == member.order }?.group
    }
    #expect(groups.values.map(\.count) == [4, 4, 4])
    #expect(Set(few.map(\.rank)) == Set(1...4))
    for share in [DrawShare.count(4), .percent(50), .count(500)] {
      let drawn = DrawRule.members(of: orders, share, by: seed).count(where: \.isDrawn)
      #expect(DrawRule.wanted(of: orders, share) == drawn, "\(share)")
    }
  }

  @Test("no seed is like another one")
  func seeds() {
    let seeds = (1...100).map { _ in DrawSeed.random().text }
    #expect(Set(seeds).count == 100)
    #expect(seeds.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{64}/) != nil })
  }
}
