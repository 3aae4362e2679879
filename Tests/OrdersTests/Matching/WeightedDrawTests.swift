import Contracts
import FoundationEssentials
import Testing

@testable import Orders

@Suite struct WeightedDrawTests {
  @Test("SplitMix64 gives the numbers of its published test vector")
  func vector() {
    var random = SplitMix64(seed: 1_234_567)
    let numbers = (0..<5).map { _ in random.next() }
    #expect(
      numbers == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test("who weighs three times as much comes first three times as often")
  func shares() {
    let light = UUID()
    let heavy = UUID()
    let draws = 20_000
    let wins = (0..<draws).count { seed in
      let draw = WeightedDraw(seed: UInt64(seed))
      return draw.key(of: heavy, weight: 3) < draw.key(of: light, weight: 1)
    }
    // Three quarters, give or take five standard deviations.
    #expect(abs(Double(wins) / Double(draws) - 0.75) < 0.016)
  }
}
