import Contracts
import FoundationEssentials

/// What texts must look like, wherever they come from: a JSON body, a query, a multipart field.
enum TextRule {
  static func within<Value: Comparable>(
    _ value: Value, _ range: ClosedRange<Value>
  ) -> Reading<Value> {
    Reading(range.contains(value) ? value : nil, or: .outOfRange(range))
  }

  /// Text as it is meant (``String/asMeant``), without control characters but tab and line ends.
  static func line(_ text: String, _ length: ClosedRange<Int>) -> Reading<String> {
    bounded(text.asMeant, length)
  }

  /// The id that somebody else gave: not a byte of it is changed within, so what nobody sees in it,
  /// and what would make it another one, is refused.
  static func exactText(_ text: String, _ length: ClosedRange<Int>) -> Reading<ExactText> {
    let id = text.trimmed
    if let (place, scalar) = id.firstUnseen {
      return .mistake(.invisible(place, scalar.nameInUnicode))
    }
    return bounded(id, length).map { ExactText($0) }
  }

  private static func bounded(_ text: String, _ length: ClosedRange<Int>) -> Reading<String> {
    guard !text.hasControls else { return .mistake(.controlCharacters) }
    let text = text.isVisible ? text : ""
    let count = text.unicodeScalars.count
    guard length.contains(count) else {
      return .mistake(
        count < length.lowerBound
          ? (count == 0 ? .empty : .tooShort(length.lowerBound)) : .tooLong(length.upperBound))
    }
    return .value(text)
  }

  static func uuid(_ text: String) -> Reading<UUID> {
    Reading(text.utf8.count == 36 ? UUID(uuidString: text) : nil, or: .noUUID)
  }

  static func money(_ text: String) -> Reading<Money> {
    guard let money = Money(text), money.hundredths >= 0 else {
      return .mistake(.noMoney)
    }
    return .value(money)
  }

  static func time(_ text: String) -> Reading<Date> {
    Reading(Timestamp.parse(text), or: .noTime)
  }

  /// A day of the calendar such as `2027-03-01`, as browsers send it.
  static func day(_ text: String) -> Reading<String> {
    guard !text.isEmpty else { return .mistake(.empty) }
    return Reading(
      text.utf8.count == 10 && Timestamp.parse(text + "T00:00:00Z") != nil ? text : nil,
      or: .noDay)
  }

  static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ text: String, _ choices: Choice.Type
  ) -> Reading<Choice> {
    Reading(Choice(rawValue: text), or: .noChoice(of: Choice.allCases.map(\.rawValue)))
  }
}
