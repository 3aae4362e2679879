import FoundationEssentials
import Testing

@testable import Orders

@Suite("Times of an order")
struct OrderTimesTests {
  private let now = Date.sample

  @Test("R-020: at least two hours, at most 60 days ahead")
  func offered() {
    let offered = OfferedTimes(now: now, leadMinutes: 120, horizonDays: 60)
    #expect(!offered.contains(now))
    #expect(!offered.contains(now + 7_199.999))
    #expect(offered.contains(now + 7_200))
    #expect(offered.contains(now + 60 * 86_400))
    #expect(!offered.contains(now + 60 * 86_400 + 0.001))
  }

  @Test("R-020: only such times are listed, all on the half hour, in order")
  func halfHours() {
    for lead in [0, 1, 29, 30, 31, 120] {
      let offered = OfferedTimes(now: now, leadMinutes: lead, horizonDays: 1)
      let times = offered.halfHours(limit: 100)
      #expect(times == times.sorted())
      #expect(!times.isEmpty)
      for time in times {
        #expect(offered.contains(time))
        #expect(time.timeIntervalSince1970.truncatingRemainder(dividingBy: 1_800) == 0)
      }
      #expect(times[0].timeIntervalSince(offered.earliest) < 1_800)
    }
  }

  @Test("R-020: a page of times begins where it is asked to, and never before the earliest")
  func pages() {
    let offered = OfferedTimes(now: now, leadMinutes: 120, horizonDays: 60)
    #expect(offered.halfHours(from: .distantPast, limit: 3) == offered.halfHours(limit: 3))
    #expect(offered.halfHours(from: .distantFuture, limit: 3).isEmpty)
    let first = offered.halfHours(limit: 4)
    #expect(offered.halfHours(from: first[2], limit: 2) == Array(first[2...]))
  }

  @Test("R-074: busy from setting out to the scheduled end")
  func busy() {
    let times = OrderTimes(scheduledAt: now, durationMinutes: 90, travelMinutes: 60)
    #expect(times.endsAt == now + 5_400)
    #expect(times.busy == now - 3_600..<now + 5_400)
  }

  @Test("R-130, R-180: check-in opens an hour before and closes half an hour after")
  func window() {
    func window(_ offset: TimeInterval) -> (early: Bool, over: Bool) {
      let window = CheckInWindow(now: now + offset, OrderDurations())
      return (window.isTooEarly(for: now), window.isOver(for: now))
    }
    #expect(window(-3_600.001) == (true, false))
    #expect(window(-3_600) == (false, false))
    #expect(window(1_799.999) == (false, false))
    #expect(window(1_800) == (false, true))
  }
}
