import Testing

@testable import ServiceKit

@Suite("How long a request may take")
struct RequestPaceTests {
  private let start = ContinuousClock.now

  private func pace() -> RequestPace { RequestPace(limit: .seconds(10), now: start) }

  private func after(_ seconds: Int) -> ContinuousClock.Instant { start + .seconds(seconds) }

  @Test("what is no upload has its limit")
  func plain() { #expect(pace().deadline == after(10)) }

  @Test("an upload goes on as long as 20 KiB come every 20 s, and for three minutes at most")
  func upload() {
    var pace = pace()
    pace.begin(at: after(1))
    #expect(pace.deadline == after(21))
    pace.receive(20 * 1024 - 1, at: after(5))
    #expect(pace.deadline == after(21))
    pace.receive(1, at: after(20))
    #expect(pace.deadline == after(40))
    for second in stride(from: 30, through: 180, by: 10) {
      pace.receive(1 << 20, at: after(second))
    }
    #expect(pace.deadline == after(181))
  }

  @Test("what is left to do after it has the whole limit again")
  func end() {
    var pace = pace()
    pace.begin(at: after(1))
    pace.end(at: after(100))
    #expect(pace.deadline == after(110))
  }

  @Test("who is shown a photo has three minutes to read it")
  func shown() {
    var pace = pace()
    pace.show(at: after(5))
    #expect(pace.deadline == after(185))
  }

  @Test("the time in which we let it wait is not its own, and in all no longer than the limit")
  func pause() {
    var pace = pace()
    pace.begin(at: after(0))
    pace.pause(at: after(10))
    #expect(pace.deadline == after(20))
    pace.resume(at: after(18))
    #expect(pace.deadline == after(38))
    for second in stride(from: 30, through: 190, by: 10) {
      pace.receive(1 << 20, at: after(second))
    }
    #expect(pace.deadline == after(188))
    // Of ten seconds eight are used up.
    pace.pause(at: after(100))
    #expect(pace.deadline == after(102))
  }
}
