import Contracts
import FoundationEssentials
import ServiceKit

@testable import Orders

/// Random matters for property tests; the same seed gives the same world.
struct MatchingWorld {
  static let now = Date(timeIntervalSince1970: 1_800_000_000)

  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  static func request(
    characteristics: [String: Int] = ["strength": 3, "speed": 1]
  ) -> MatchRequest {
    let start = now.addingTimeInterval(86_400)
    return MatchRequest(
      orderID: UUID(), clientID: UUID(), serviceTypeID: UUID(), serviceTypeName: "Carrying",
      characteristics: characteristics, description: "carry a box", place: "Roof 1",
      scheduledAt: start, endsAt: start.addingTimeInterval(3_600),
      busy: start.addingTimeInterval(-3_600)..<start.addingTimeInterval(3_600), askedAt: now)
  }

  static func sample(
    code: String = "JJJJJJJJJJJJJJJJJJJJ", completed: Int32 = 0, failed: Int32 = 0,
    recentOrders: Double = 0, id: UUID = UUID()
  ) -> NormalSample {
    NormalSample(
      id: id, rank: 0, load: now.virtualHours + recentOrders * StandingUpdate.orderHours,
      completed: completed, failed: failed, cancelled: 0, name: "Tom Cat",
      characteristics: Characteristics(code: code))
  }

  mutating func uuid() -> UUID {
    let high = random.next()
    let low = random.next()
    var bytes: [UInt8] = []
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: high >> UInt64(shift)))
      bytes.append(UInt8(truncatingIfNeeded: low >> UInt64(shift)))
    }
    return UUID(
      uuid: (
        bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7], bytes[8],
        bytes[9], bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
      ))
  }

  mutating func samples(_ count: Int) -> [NormalSample] {
    (0..<count).map { _ in
      let code = String(
        decoding: (0..<20).map { _ in UInt8.random(in: 65...84, using: &random) }, as: UTF8.self)
      return Self.sample(
        code: code, completed: .random(in: 0...50, using: &random),
        failed: .random(in: 0...10, using: &random),
        recentOrders: .random(in: 0...5, using: &random), id: uuid())
    }
  }

  /// Any enabled or disabled steps with a choice at the end.
  mutating func pipeline() -> Pipeline {
    let names = ["no-weakness", "characteristics", "past-results", "fairness", "min-max"]
    var steps: [PipelineStep] = []
    for index in 0..<Int.random(in: 0...6, using: &random) {
      let name = names[Int.random(in: 0..<names.count, using: &random)]
      guard let body = BuiltInStep(name: name, margin: 0), let kind = BuiltInStep.names[name] else {
        continue
      }
      steps.append(
        PipelineStep(
          name: "\(name)-\(index)", kind: kind, body: .builtIn(body),
          isEnabled: .random(using: &random), weight: .random(in: 0.1...5, using: &random)))
    }
    let margin = Double.random(in: 0...0.2, using: &random)
    steps.append(
      PipelineStep(name: "best", kind: .choose, body: .builtIn(.best(margin: margin))))
    return Pipeline(version: 1, steps: steps)
  }
}

extension Pipeline {
  /// Built-in steps by name, the last choosing by the best rating.
  init(_ names: String..., margin: Double = 0) {
    let steps = (names + ["best"]).compactMap { name -> PipelineStep? in
      guard let body = BuiltInStep(name: name, margin: margin), let kind = BuiltInStep.names[name]
      else { return nil }
      return PipelineStep(name: ExactText(name), kind: kind, body: .builtIn(body))
    }
    self.init(version: 1, steps: steps)
  }
}

extension PipelineRunner {
  /// For pipelines without external steps.
  static let offline = PipelineRunner { _, _, _ throws(ExternalStepFailure) in
    throw .unanswered(.unreachable("there is no network here"))
  }

  func run(
    _ pipeline: Pipeline, _ samples: [NormalSample], seed: UInt64 = 1,
    request: MatchRequest = MatchingWorld.request()
  ) async -> PipelineRun {
    await run(
      pipeline, on: samples, for: MatchTask(request),
      reference: ReferenceSample(id: request.clientID), seed: seed)
  }
}
