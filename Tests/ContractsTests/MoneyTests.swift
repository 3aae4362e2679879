import Contracts
import Testing

@Suite("Money, invariant 9")
struct MoneyTests {
  /// Of every size, as likely small as large.
  private static func amount(
    _ random: inout some RandomNumberGenerator, most: Int64 = .max
  ) -> Money {
    let greatest = most >> Int64.random(in: 0...62, using: &random)
    return Money(hundredths: .random(in: 0...greatest, using: &random))
  }

  /// Half up: off by less than half a hundredth, or by just that and upwards.
  private static func isHalfUp(_ share: Money, _ rate: Int, of whole: Money) -> Bool {
    let exact = Int128(whole.hundredths) * Int128(rate)
    let error = Int128(share.hundredths) * 100 - exact
    return -50 < error && error <= 50
  }

  @Test("a share is the exact fraction rounded half up: each rate of each rest", arguments: 0...100)
  func rests(rate: Int) {
    for hundredths in 0..<200 as Range<Int64> {
      for whole in [hundredths, .max - hundredths] {
        let money = Money(hundredths: whole)
        #expect(Self.isHalfUp(money.percent(rate), rate, of: money), "\(rate) % of \(money)")
      }
    }
  }

  @Test("a share is the exact fraction rounded half up, whatever the amount")
  func shares() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let money = Self.amount(&random)
      let rate = Int.random(in: 0...100, using: &random)
      #expect(Self.isHalfUp(money.percent(rate), rate, of: money), "\(rate) % of \(money)")
    }
  }

  @Test("two shares that make a whole are the whole together, or a hundredth more")
  func parts() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let money = Self.amount(&random, most: .max - 1)
      let rate = Int.random(in: 0...100, using: &random)
      let both = money.percent(rate) + money.percent(100 - rate)
      #expect(0...1 ~= (both - money).hundredths, "\(rate) % of \(money)")
    }
  }

  @Test("who has more never gets the smaller share")
  func grows() {
    var random = SystemRandomNumberGenerator()
    for rate in 0...100 {
      let amounts = (0..<100).map { _ in Self.amount(&random) }.sorted()
      let shares = amounts.map { $0.percent(rate) }
      #expect(shares == shares.sorted())
    }
  }

  @Test("whatever is written is read, up to fifteen digits before the point, and as it was")
  func thereAndBack() {
    var random = SystemRandomNumberGenerator()
    let most = Money(hundredths: 99_999_999_999_999_999)
    for _ in 0..<20_000 {
      let money = Self.amount(&random, most: most.hundredths)
      for money in [money, .zero - money] {
        #expect(Money("\(money)") == money)
        #expect(Money("\(money)")?.description == "\(money)")
      }
    }
    #expect(Money("\(most)") == most && Money("-\(most)") == .zero - most)
  }

  @Test("an amount beyond fifteen digits can be written and is not read")
  func beyond() {
    for hundredths in [100_000_000_000_000_000, -100_000_000_000_000_000, .max, .min] as [Int64] {
      let text = "\(Money(hundredths: hundredths))"
      #expect(Money(text) == nil, "\(text)")
    }
    #expect("\(Money(hundredths: .max))" == "92233720368547758.07")
    #expect("\(Money(hundredths: .min))" == "-92233720368547758.08")
  }

  @Test("with another character in its place it is another amount or none")
  func misspelt() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<5_000 {
      let money = Self.amount(&random, most: 10_000_000) + Money(hundredths: 1)
      var text = Array("\(money)".utf8)
      let place = Int.random(in: text.indices, using: &random)
      let byte = UInt8.random(in: 32..<127, using: &random)
      guard byte != text[place] else { continue }
      text[place] = byte
      let other = String(decoding: text, as: UTF8.self)
      #expect(Money(other) != money, "\(other) and \(money)")
    }
  }
}
