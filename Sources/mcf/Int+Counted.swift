import Contracts
import ServiceKit

extension Int {
  /// As people read it: `40 512`, with narrow spaces.
  var grouped: String {
    String(Money(hundredths: Int64(self) * 100).words(in: .english).dropLast(3))
  }

  /// `1 entry`, `40 512 entries`.
  ///
  /// - Parameter many: what more than one are called; nil: with an `s`.
  func counted(_ one: String, _ many: String? = nil) -> String {
    "\(grouped) \(self == 1 ? one : many ?? one + "s")"
  }
}
