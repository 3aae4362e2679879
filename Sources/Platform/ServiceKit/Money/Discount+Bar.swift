public import Contracts

extension Discount {
  /// What a client pays less, and when that becomes more.
  ///
  /// - Parameter paid: so far.
  public func bar(paid: Money, _ texts: LocalTexts) -> Bar {
    let percent = percent(paid: paid)
    guard let missing = missing(paid: paid) else {
      return Bar(texts.text("discount_highest", ["percent": "\(percent)"]), percent: 100)
    }
    let told = [
      "percent": "\(percent)", "missing": missing.words(in: texts.language),
      "next": "\(self.percent(paid: paid + missing))",
    ]
    return Bar(
      texts.text(percent == 0 ? "discount_none" : "discount_now", told),
      percent: Int((step.hundredths - missing.hundredths) * 100 / step.hundredths))
  }
}
