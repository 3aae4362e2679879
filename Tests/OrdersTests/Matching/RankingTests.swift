import FoundationEssentials
import Testing

@testable import Orders

@Suite struct RankingTests {
  @Test("R-072: the best rating comes first")
  func bestFirst() async {
    for seed in 0..<200 as Range<UInt64> {
      var world = MatchingWorld(seed: seed)
      let samples = world.samples(30)
      let run = await PipelineRunner.offline.run(
        Pipeline("characteristics", "past-results", "fairness", "min-max"), samples)
      let ratings = run.ranking.order.map { run.ranking.ratings[$0] }
      #expect(ratings == ratings.sorted(by: >))
    }
  }

  @Test("R-072: without a margin nobody is preferred to one of a better rating, whatever the seed")
  func onlyEqualsAreDrawn() async {
    for seed in 0..<200 as Range<UInt64> {
      var world = MatchingWorld(seed: seed)
      let samples = world.samples(30)
      let run = await PipelineRunner.offline.run(
        Pipeline("no-weakness", "characteristics", "past-results", "fairness", "min-max"), samples,
        seed: seed)
      let ranking = run.ranking
      let competing = samples.indices.filter { !ranking.isVetoed[$0] || ranking.vetoesLifted }
      let best = competing.map { ranking.ratings[$0] }.max()
      #expect(ranking.ratings[ranking.order[0]] == best)
      let equals = competing.filter { ranking.ratings[$0] == best }
      #expect(ranking.draw.map { Set($0.order) } == (equals.count > 1 ? Set(equals) : nil))
    }
  }

  @Test("R-072: a draw tells who took part, in the order drawn; the list by rating forgets it")
  func draw() async {
    for seed in 0..<200 as Range<UInt64> {
      var world = MatchingWorld(seed: seed)
      let samples = world.samples(20)
      let run = await PipelineRunner.offline.run(
        Pipeline("no-weakness", "characteristics", "min-max", margin: 0.2), samples, seed: seed)
      let ranking = run.ranking
      if let draw = ranking.draw {
        #expect(draw.margin == 0.2)
        #expect(Array(ranking.order.prefix(draw.order.count)) == draw.order)
        #expect(
          draw.weights == draw.order.map { 1 / (1 + samples[$0].recentLoad(at: MatchingWorld.now)) }
        )
      }
      let counted = ranking.byRating.filter { !ranking.isVetoed[$0] || ranking.vetoesLifted }
      #expect(ranking.byRating.starts(with: counted))
      #expect(ranking.byRating.sorted() == Array(samples.indices))
      let ratings = counted.map { ranking.ratings[$0] }
      #expect(ratings == ratings.sorted(by: >))
    }
  }

  @Test("R-073: everybody is ranked once, the vetoed behind all others, whatever the pipeline")
  func vetoedLast() async {
    for seed in 0..<300 as Range<UInt64> {
      var world = MatchingWorld(seed: seed)
      let samples = world.samples(Int.random(in: 0...40, using: &world.random))
      let run = await PipelineRunner.offline.run(world.pipeline(), samples, seed: seed)
      #expect(run.ranking.order.sorted() == Array(samples.indices))
      let vetoes = run.ranking.order.map { run.ranking.isVetoed[$0] }
      let areAllVetoed = !vetoes.isEmpty && !vetoes.contains(false)
      #expect(run.ranking.vetoesLifted == areAllVetoed)
      #expect(vetoes == vetoes.filter { !$0 } + vetoes.filter { $0 })
    }
  }

  @Test("R-073: vetoes are lifted together when they leave nobody")
  func vetoesLifted() async {
    let weak = MatchingWorld.sample(code: "AAAAAAAAAAAAAAAAAAAA")
    let lessWeak = MatchingWorld.sample(code: "FTTTTTTTTTTTTTTTTTTT")
    let pipeline = Pipeline("no-weakness", "characteristics")
    let run = await PipelineRunner.offline.run(pipeline, [weak, lessWeak])
    #expect(run.ranking.isVetoed == [true, true])
    #expect(run.ranking.vetoesLifted)
    #expect(run.ranking.order == [1, 0])

    let sound = MatchingWorld.sample(code: "GGGGGGGGGGGGGGGGGGGG")
    let other = await PipelineRunner.offline.run(pipeline, [weak, lessWeak, sound])
    #expect(!other.ranking.vetoesLifted)
    #expect(other.ranking.order.first == 2)
  }

  @Test("the order does not depend on the order of the samples")
  func independentOfOrder() async {
    for seed in 0..<100 as Range<UInt64> {
      var world = MatchingWorld(seed: seed)
      let samples = world.samples(20)
      let pipeline = world.pipeline()
      let shuffled = samples.shuffled(using: &world.random)
      let one = await PipelineRunner.offline.run(pipeline, samples, seed: seed)
      let two = await PipelineRunner.offline.run(pipeline, shuffled, seed: seed)
      #expect(
        one.ranking.order.map { samples[$0].id } == two.ranking.order.map { shuffled[$0].id })
    }
  }

  @Test("the same seed draws the same, another seed breaks ties otherwise")
  func seeds() async {
    let samples = (0..<50).map { _ in MatchingWorld.sample() }
    let pipeline = Pipeline("characteristics")
    let first = await PipelineRunner.offline.run(pipeline, samples, seed: 7).ranking
    let again = await PipelineRunner.offline.run(pipeline, samples, seed: 7).ranking
    let other = await PipelineRunner.offline.run(pipeline, samples, seed: 8).ranking
    #expect(first == again)
    #expect(first.order != other.order)
  }

  @Test("R-070: a step switched off does not count, and a weight of many decides")
  func weightsAndSwitches() async {
    let strong = MatchingWorld.sample(code: "TTTTTTTTTTTTTTTTTTTT", failed: 9)
    let reliable = MatchingWorld.sample(code: "HHHHHHHHHHHHHHHHHHHH", completed: 40)
    var pipeline = Pipeline("characteristics", "past-results")
    pipeline.steps[0].weight = 100
    #expect(await PipelineRunner.offline.run(pipeline, [strong, reliable]).ranking.order[0] == 0)
    pipeline.steps[0].weight = 0.01
    #expect(await PipelineRunner.offline.run(pipeline, [strong, reliable]).ranking.order[0] == 1)
    pipeline.steps[1].isEnabled = false
    let run = await PipelineRunner.offline.run(pipeline, [strong, reliable])
    #expect(run.ranking.order[0] == 0)
    #expect(run.results[1].skipped == "switched off")
  }

  @Test("normalising brings every score to 0…1 among those not vetoed")
  func minMax() async {
    for seed in 0..<100 as Range<UInt64> {
      var world = MatchingWorld(seed: seed)
      let samples = world.samples(25)
      let run = await PipelineRunner.offline.run(
        Pipeline("no-weakness", "past-results", "min-max"), samples)
      let counted = zip(run.ranking.ratings, run.ranking.isVetoed).filter { !$1 }.map(\.0)
      guard Set(counted).count > 1 else { continue }
      #expect(counted.min() == 0 && counted.max() == 1)
    }
  }
}
