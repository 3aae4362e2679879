import Contracts
import FoundationEssentials
import Testing

@testable import Orders

@Suite("R-075: what a changed pipeline changes")
struct DryRunComparisonTests {
  @Test("who changes places, and by which of the steps' words")
  func reasons() async {
    let (strong, idle) = (Self.sample(letter: "T", load: 40), Self.sample(letter: "A", load: 0))
    let fit = PipelineStep(name: "fit", kind: .score, body: .builtIn(.characteristics))
    let fair = PipelineStep(name: "fair", kind: .score, body: .builtIn(.fairness))
    let weak = PipelineStep(name: "weak", kind: .filter, body: .builtIn(.noWeakness))
    let best = PipelineStep(name: "best", kind: .choose, body: .builtIn(.best(margin: 0)))
    var off = weak
    off.isEnabled = false
    let present = await Self.run([weak, fit, best], [strong, idle])
    let new = await Self.run([off, fair, best], [strong, idle])
    let comparison = DryRunComparison(present: present, new: new)
    #expect(comparison.finalists == 2)
    let rows = comparison.rows
    #expect(rows.map(\.id) == [idle.id, strong.id], "by the draft's order")
    #expect(rows.map(\.present) == [2, 1] && rows.map(\.new) == [1, 2])
    #expect(rows[0].moved && rows[1].moved)
    #expect(
      rows[0].reasons.contains(.noLongerVetoed(step: "weak", why: "weak in strength")))
    #expect(rows[0].reasons.contains(.counts(step: "fair", score: 1, before: 0, now: 1)))
    #expect(rows[1].reasons.count == 2, "fit counts no more, fair counts now")
    let same = DryRunComparison(present: present, new: present)
    #expect(same.rows.allSatisfy { !$0.moved && $0.reasons.isEmpty })
    let back = DryRunComparison(present: new, new: present)
    #expect(
      back.rows.last?.reasons.contains(.vetoed(step: "weak", why: "weak in strength")) == true)
  }

  @Test("ten of each are told of, and none of them twice")
  func told() async {
    let samples = (0..<30).map { Self.sample(letter: "J", load: Double($0)) }
    let fair = PipelineStep(name: "fair", kind: .score, body: .builtIn(.fairness))
    let best = PipelineStep(name: "best", kind: .choose, body: .builtIn(.best(margin: 0)))
    let present = await Self.run([fair, best], samples)
    let rows = DryRunComparison(present: present, new: present).rows
    #expect(rows.count == 10 && Set(rows.map(\.id)).count == 10)
  }

  private static func sample(letter: Character, load hours: Double) -> NormalSample {
    NormalSample(
      id: .v7(at: .sample), rank: 0, load: Date.sample.virtualHours + hours * 24, completed: 0,
      failed: 0, cancelled: 0, name: "\(letter)",
      characteristics: Characteristics(code: String(repeating: letter, count: 20)))
  }

  private static func run(_ steps: [PipelineStep], _ samples: [NormalSample]) async -> PipelineRun {
    let type = ServiceType.sample()
    let order = Order.sample()
    let request = MatchRequest(
      orderID: order.id, clientID: order.clientID, serviceTypeID: type.id,
      serviceTypeName: type.name, characteristics: ["strength": 5], description: "", place: "",
      scheduledAt: order.scheduledAt, endsAt: order.endsAt,
      busy: order.pickUpAt..<order.endsAt, askedAt: .sample)
    let runner = PipelineRunner { _, _, _ throws(ExternalStepFailure) in [] }
    return await runner.run(
      Pipeline(version: 1, steps: steps), on: samples, for: MatchTask(request),
      reference: ReferenceSample(id: order.clientID), seed: 7)
  }
}
