import FoundationEssentials
import Testing

@testable import Orders

@Suite("R-130, R-180, R-185: where a job stands for its worker, by the clock")
struct JobStageTests {
  private static let durations = OrderDurations()

  private static func stage(_ order: Order, _ seconds: TimeInterval) -> JobStage {
    JobStage(of: order, at: order.scheduledAt.addingTimeInterval(seconds), durations)
  }

  @Test("accepted: too early, then to be checked in, then missed, without a gap or an overlap")
  func accepted() {
    let order = Order.sample()
    let opens = order.scheduledAt.addingTimeInterval(-3_600)
    let closes = order.scheduledAt.addingTimeInterval(1_800)
    #expect(Self.stage(order, -3_600.001) == .early(opensAt: opens))
    #expect(Self.stage(order, -3_600) == .toCheckIn(until: closes))
    #expect(Self.stage(order, 1_799.999) == .toCheckIn(until: closes))
    #expect(Self.stage(order, 1_800) == .missed(closedAt: closes))
  }

  @Test("started: the report is late two hours after the end, and too late after a day")
  func started() {
    let order = Order.sample(.started)
    let length = order.endsAt.timeIntervalSince(order.scheduledAt)
    let last = order.endsAt.addingTimeInterval(86_400)
    #expect(Self.stage(order, 0) == .started)
    #expect(Self.stage(order, length + 7_199) == .started)
    #expect(Self.stage(order, length + 7_200) == .reportLate(until: last))
    #expect(Self.stage(order, length + 86_399) == .reportLate(until: last))
    #expect(Self.stage(order, length + 86_400) == .reportMissed(closedAt: last))
  }

  @Test("a photo is asked for where it is taken, and nowhere else")
  func photos() {
    #expect(Self.stage(.sample(), 0).photo == .checkIn)
    #expect(Self.stage(.sample(.started), 0).photo == .report)
    for order in [Order.sample(.completed), .sample(.cancelled), .sample(.failed)] {
      #expect(Self.stage(order, 0) == .ended && Self.stage(order, 0).photo == nil)
    }
    #expect(Self.stage(.sample(), -7_200).photo == nil && Self.stage(.sample(), 7_200).photo == nil)
  }

  @Test("each page about what did not work has its row of the order's life")
  func endings() {
    for ending in JobEnding.allCases {
      #expect(ending.ending?.by.contains(.worker) == true, "\(ending)")
    }
    let all = OrderLife.endings.filter { $0.by.contains(.worker) }.compactMap(\.reason)
    #expect(Set(JobEnding.allCases.map(\.reason)) == Set(all))
  }
}
