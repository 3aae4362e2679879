import Contracts
import Testing

@testable import ServiceKit

@Suite("R-040: a client's discount on pages")
struct DiscountBarTests {
  @Test("what is paid less, how much is missing until that is more, and that it can be no more")
  func bar() throws {
    let english: [(Int64, String, String)] = [
      (0, "10\u{202F}000.01 more paid until 5 % discount", "0"),
      (1_000_000, "0.01 more paid until 5 % discount", "99"),
      (1_234_500, "5 % discount · 7\u{202F}655.01 more paid until 6 %", "23"),
      (8_000_000, "11 % discount · 0.01 more paid until 12 %", "99"),
      (8_000_001, "12 % discount: the highest there is", "100"),
      (99_000_000, "12 % discount: the highest there is", "100"),
    ]
    let texts = try SharedPages.allTexts()
    for (paid, words, part) in english {
      let bar = Discount.standard.bar(paid: Money(hundredths: paid), texts[.english])
      #expect(bar.text == words && bar.part == part)
    }
    let russian = Discount.standard.bar(paid: Money(hundredths: 8_000_001), texts[.russian])
    #expect(russian.text == "Скидка 12 % — больше не бывает")
  }

  @Test("nobody is promised a discount where there is none")
  func none() throws {
    let discount = Discount(step: .zero, firstPercent: 5, highestPercent: 12)
    let bar = discount.bar(paid: .zero, try SharedPages.allTexts()[.english])
    #expect(bar.text == "0 % discount: the highest there is")
  }
}
