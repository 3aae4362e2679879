import Contracts
import Testing

@testable import Orders

@Suite("What an order costs and earns")
struct MoneyRulesTests {
  @Test("R-050: today any service costs 100.00")
  func today() {
    let price = PriceFormula.today.price(
      PriceInput(serviceType: .sample(), scheduledAt: .sample, workerID: nil))
    #expect(price == Money("100.00"))
  }

  @Test("R-040, R-240: charge and earning of 100.00", arguments: 0...12)
  func ofHundred(percent: Int) throws {
    let terms = Terms(
      price: try #require(Money("100.00")), discountPercent: percent, earningPercent: 60)
    #expect(terms.charge == Money(hundredths: Int64(100 - percent) * 100))
    #expect(terms.earning == Money("60.00"))
  }

  @Test("The charge is price × (100 − rate) / 100, rounded half up to the hundredth")
  func rounding() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<10_000 {
      let price = Int64.random(in: 0...1_000_000_000_000, using: &random)
      let percent = Int.random(in: 0...100, using: &random)
      // Half up: the greatest whole number not above exact + 1/2.
      let expected = (price * Int64(100 - percent) * 2 + 100) / 200
      let terms = Terms(
        price: Money(hundredths: price), discountPercent: percent, earningPercent: 60)
      #expect(terms.charge.hundredths == expected)
      #expect(terms.charge <= terms.price)
    }
  }

  @Test("Half a hundredth is rounded up")
  func halfUp() {
    #expect(Money(hundredths: 50).percent(99) == Money(hundredths: 50))
    #expect(Money(hundredths: 49).percent(99) == Money(hundredths: 49))
    #expect(Money(hundredths: 10).percent(95) == Money(hundredths: 10))
    #expect(Money(hundredths: 9).percent(94) == Money(hundredths: 8))
  }

  @Test("R-240: the earning does not depend on the client's discount")
  func earningIgnoresDiscount() {
    for price in [0, 1, 99, 100_00, 123_45] as [Int64] {
      let earnings = (0...12).map {
        Terms(price: Money(hundredths: price), discountPercent: $0, earningPercent: 60).earning
      }
      #expect(Set(earnings).count == 1)
    }
  }

  @Test("No amount overflows")
  func extremes() {
    #expect(Money(hundredths: .max).percent(100) == Money(hundredths: .max))
    #expect(Money(hundredths: .max).percent(0) == .zero)
  }
}
