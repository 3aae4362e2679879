import Contracts
import Testing

@Suite("R-040: the discount by money paid")
struct DiscountTests {
  private let discount = Discount.standard

  @Test(
    "R-040: more than 10 000 gives 5 %, each further 10 000 a point, never more than 12 %",
    arguments: [
      ("0.00", 0), ("9999.99", 0), ("10000.00", 0), ("10000.01", 5), ("20000.00", 5),
      ("20000.01", 6), ("30000.00", 6), ("30000.01", 7), ("40000.01", 8), ("50000.01", 9),
      ("60000.01", 10), ("70000.01", 11), ("80000.00", 11), ("80000.01", 12), ("90000.01", 12),
      ("1000000.00", 12), ("-1.00", 0),
    ])
  func table(paid: String, percent: Int) throws {
    #expect(discount.percent(paid: try #require(Money(paid))) == percent)
  }

  @Test("R-040: the rate never falls as payments grow and stays within 0 and 5…12")
  func grows() {
    var random = SystemRandomNumberGenerator()
    let amounts = (0..<5_000).map { _ in Int64.random(in: 0...12_000_000, using: &random) }.sorted()
    let rates = amounts.map { discount.percent(paid: Money(hundredths: $0)) }
    #expect(zip(rates, rates.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(rates.allSatisfy { $0 == 0 || (5...12).contains($0) })
  }

  @Test("R-040: paying what is missing raises the rate, and a hundredth less does not")
  func missing() throws {
    for _ in 0..<5_000 {
      let paid = Money(hundredths: Int64.random(in: 0...8_000_000))
      let missing = try #require(discount.missing(paid: paid))
      let rate = discount.percent(paid: paid)
      #expect(missing > .zero)
      #expect(discount.percent(paid: paid + missing) > rate)
      #expect(discount.percent(paid: paid + missing - Money(hundredths: 1)) == rate)
    }
  }

  @Test("R-040: at the highest rate nothing is missing, whatever the sum")
  func highest() {
    #expect(discount.missing(paid: Money(hundredths: 8_000_001)) == nil)
    #expect(discount.missing(paid: Money(hundredths: .max)) == nil)
    #expect(discount.percent(paid: Money(hundredths: .max)) == 12)
  }

  @Test("R-040: steps and rates are configurable")
  func configurable() {
    let other = Discount(step: Money(hundredths: 100), firstPercent: 1, highestPercent: 3)
    let rates = [100, 101, 201, 301, 401].map { other.percent(paid: Money(hundredths: $0)) }
    #expect(rates == [0, 1, 2, 3, 3])
  }
}
