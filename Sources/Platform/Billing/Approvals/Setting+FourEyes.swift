public import Contracts
public import ServiceKit

extension Setting<Money?> {
  /// Above it no manager moves money alone; nil: any amount is moved by one.
  public static var fourEyesAbove: Setting {
    Setting(
      "MCF_FOUR_EYES_ABOVE",
      .optionalAmount(Money.zero...Money(hundredths: 1_000_000_000_00)),
      default: Money(hundredths: 1_000_00),
      "an amount above which a second manager has to agree (R-270); empty: never")
  }
}
