import FoundationEssentials
import Testing

@testable import Orders

@Suite("R-072: whom a pipeline puts first among equals")
struct DrawTests {
  private static func ranking(
    _ pipeline: Pipeline, _ samples: [NormalSample], seed: UInt64
  ) async -> Ranking {
    await PipelineRunner.offline.run(pipeline, samples, seed: seed).ranking
  }

  /// By what share the first weighs beside those that are left, then the second, and so on.
  private static func chance(of order: [Int], _ weights: [Double]) -> Double {
    order.indices.reduce(1) { chance, place in
      let left = order[place...].reduce(0) { $0 + weights[$1] }
      return chance * weights[order[place]] / left
    }
  }

  @Test("each order of three comes as often as their weights say")
  func shares() async {
    // Who got none, one and three orders lately.
    let samples = [0, 1, 3].map { MatchingWorld.sample(recentOrders: $0) }
    let draws = 10_000
    var counts: [[Int]: Int] = [:]
    for seed in 0..<UInt64(draws) {
      let order = await Self.ranking(Pipeline("characteristics"), samples, seed: seed).order
      counts[order, default: 0] += 1
    }
    #expect(counts.count == 6)
    for (order, count) in counts {
      let chance = Self.chance(of: order, [1, 0.5, 0.25])
      // Five standard deviations.
      let tolerance = 5 * (chance * (1 - chance) / Double(draws)).squareRoot()
      #expect(abs(Double(count) / Double(draws) - chance) < tolerance, "\(order)")
    }
  }

  @Test("who comes before whom does not depend on who else takes part")
  func others() async {
    for seed in 0..<200 as Range<UInt64> {
      var world = MatchingWorld(seed: seed)
      let all = (0..<20).map { _ in
        MatchingWorld.sample(
          recentOrders: .random(in: 0...5, using: &world.random), id: world.uuid())
      }
      let some = all.filter { _ in Bool.random(using: &world.random) }
      let pipeline = Pipeline("no-weakness", "characteristics")
      let ofAll = await Self.ranking(pipeline, all, seed: seed).order.map { all[$0].id }
      let ofSome = await Self.ranking(pipeline, some, seed: seed).order.map { some[$0].id }
      #expect(ofAll.filter(Set(ofSome).contains) == ofSome)
    }
  }

  @Test("nobody comes after somebody who is worse by a margin or more")
  func margins() async {
    for seed in 0..<300 as Range<UInt64> {
      var world = MatchingWorld(seed: seed)
      let samples = world.samples(25)
      let margin = Double.random(in: 0.01...0.5, using: &world.random)
      let ranking = await Self.ranking(
        Pipeline("characteristics", "past-results", "min-max", margin: margin), samples, seed: seed)
      let ratings = ranking.order.map { ranking.ratings[$0] }
      var least = Double.infinity
      for rating in ratings {
        #expect(rating - least < margin)
        least = min(least, rating)
      }
      let best = ratings.max() ?? 0
      let equals = samples.indices.filter { best - ranking.ratings[$0] < margin }
      #expect(Set(ranking.draw?.order ?? [ranking.order[0]]) == Set(equals))
    }
  }

  @Test("R-070: a step that is switched off might as well not be there")
  func switchedOff() async {
    for seed in 0..<200 as Range<UInt64> {
      var world = MatchingWorld(seed: seed)
      let samples = world.samples(15)
      let pipeline = world.pipeline()
      var shorter = pipeline
      shorter.steps.removeAll { !$0.isEnabled }
      let ranking = await Self.ranking(pipeline, samples, seed: seed)
      #expect(ranking == (await Self.ranking(shorter, samples, seed: seed)))
    }
  }

  @Test("R-070: weights count beside one another: twice of each is the same")
  func scale() async {
    for seed in 0..<200 as Range<UInt64> {
      var world = MatchingWorld(seed: seed)
      let samples = world.samples(15)
      let pipeline = world.pipeline()
      var heavier = pipeline
      for index in heavier.steps.indices { heavier.steps[index].weight *= 2 }
      let ranking = await Self.ranking(pipeline, samples, seed: seed)
      #expect(ranking == (await Self.ranking(heavier, samples, seed: seed)))
    }
  }
}
