import Contracts
import FoundationEssentials
import ServiceKit
import Testing

@testable import Billing

/// A try's life, against a provider that forgets nothing within its keys' life, however answers, looks
/// and notices are lost, doubled and shuffled.
@Suite("R-232: a try ends by an answer alone, and another one comes after it has failed")
struct TryLifeTests {
  static let answers: [TryLife.Finding] = [.paid, .pending, .declined]

  @Test("no sequence of findings leaves a final state, or turns the same way twice")
  func finalStays() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<20_000 {
      var life = TryLife()
      var turns: [TryLife.Turn] = []
      for _ in 0..<12 {
        let before = life
        guard let finding = TryLife.Finding.allCases.randomElement(using: &random) else { continue }
        turns += life.take(finding)
        if before.state.isFinal { #expect(life.state == before.state) }
        #expect(life.state != .made || before.state == .made)
        #expect(!before.isReturned || life.isReturned)
        #expect(!before.isRecovered || life.isRecovered)
      }
      for turn in [TryLife.Turn.paid, .failed, .returned, .recovered] {
        #expect(turns.count { $0 == turn } <= 1, "\(turns)")
      }
      #expect(!(turns.contains(.paid) && turns.contains(.failed)))
      #expect(!turns.contains(.recovered) || turns.contains(.failed))
      #expect(!turns.contains(.returned) || turns.contains(.paid) || turns.contains(.recovered))
    }
  }

  @Test("what was found out before is no news, however often it is told")
  func repeated() {
    for finding in [TryLife.Finding.paid, .declined, .back, .forgotten] {
      var life = TryLife()
      #expect(!life.take(finding).isEmpty)
      let settled = life
      #expect(life.take(finding).isEmpty && life == settled, "\(finding)")
    }
  }

  /// A provider that pays a key once, and forgets it after its life.
  private struct Provider {
    var payments: [Int: TryLife.Finding] = [:]
    mutating func order(_ key: Int, _ fate: TryLife.Finding) -> TryLife.Finding {
      if let known = payments[key] { return known }
      payments[key] = fate
      return fate
    }
  }

  @Test("whatever is lost, no two tries are open, and one provider pays once")
  func onceOpen() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<20_000 {
      var provider = Provider()
      var tries: [TryLife] = []
      for _ in 0..<20 {
        guard let last = tries.indices.last, tries[last].keepsOthersOut else {
          // What the provider knows is looked up before another one is made.
          if provider.payments.values.contains(where: { $0 == .paid || $0 == .pending }) { break }
          tries.append(TryLife())
          continue
        }
        let fate = Self.answers.randomElement(using: &random) ?? .paid
        switch Int.random(in: 0..<6, using: &random) {
        case 0: _ = tries[last].take(provider.order(last, fate))
        case 1: _ = provider.order(last, fate)  // the answer is lost
        case 2: _ = tries[last].take(.silence)
        case 3:
          if let known = provider.payments[last] {
            _ = tries[last].take(known)
          } else if tries[last].take(.absent) == [.sendAgain] {
            _ = tries[last].take(provider.order(last, fate))
          }
        case 4:
          if provider.payments[last] == .pending { provider.payments[last] = fate }
        default:
          // Its key is forgotten only where it was never known.
          if provider.payments[last] == nil { _ = tries[last].take(.forgotten) }
        }
        #expect(tries.count { !$0.state.isFinal } <= 1)
      }
      #expect(provider.payments.values.count { $0 == .paid } <= 1)
      #expect(tries.count { $0.state == .succeeded } <= 1)
    }
  }

  @Test("what is pending there and not found is waited for, never paid again and never given up")
  func pendingAndLost() {
    for finding in [TryLife.Finding.absent, .forgotten, .silence] {
      var life = TryLife(.pending)
      #expect(life.take(finding) == [.waits] && life.state == .pending)
    }
  }

  @Test("a key counts for its life; what was sent last may be on its way for an hour more")
  func keyLife() {
    func finding(_ age: TimeInterval) -> TryLife.Finding {
      .notThere(age: age, keyLife: 86_400)
    }
    #expect(finding(0) == .absent && finding(86_399) == .absent)
    #expect(finding(86_400) == .silence && finding(89_999) == .silence)
    #expect(finding(90_000) == .forgotten)
  }

  @Test("looks come at 10 s, 1, 5 and 15 minutes, then hourly, or later if the provider wants it")
  func pauses() {
    let pauses = LookPauses(first: TrySettings().firstLook)
    let all = (Int32(0)...5).map { pauses.pause(after: $0, atLeast: nil) }
    #expect(all == [10, 60, 300, 900, 3_600, 3_600])
    #expect(pauses.pause(after: 0, atLeast: 30) == 30)
    #expect(pauses.pause(after: 0, atLeast: 1e9) == 3_600)
    #expect(LookPauses(first: 3_600).pause(after: 2, atLeast: nil) == 3_600)
    #expect(RetryPace.day.lookPause == 86_400 && RetryPace("10s")?.lookPause == 10)
    for bad in ["", "days", "0s", "1.5s", "10", "week"] { #expect(RetryPace(bad) == nil) }
  }

  @Test("of two payments under one key the paid one counts; what came back was paid")
  func said() {
    func state(_ standing: MoneyStanding, _ reference: ExactText) -> MoneyState {
      MoneyState(
        key: "1.1", reference: "1", providerReference: reference, amount: Money(hundredths: 1),
        standing: standing, at: Date(timeIntervalSince1970: 0))
    }
    let (back, paid) = (state(.back(cause: "closed"), "a"), state(.paid, "b"))
    #expect(TryLife.Finding.said([back, paid])?.by == paid)
    #expect(TryLife.Finding.said([back])?.finding == .back)
    #expect(TryLife.Finding.said([state(.pending, "a"), back])?.finding == .back)
    #expect(TryLife.Finding.said([]) == nil)
  }
}
