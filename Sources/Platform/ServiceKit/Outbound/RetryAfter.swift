import Contracts
import FoundationEssentials

/// `Retry-After` (RFC 9110, 10.2.3).
enum RetryAfter {
  /// In how many seconds to ask again.
  ///
  /// - Parameter header: seconds, or a date in the one form that may be sent today (RFC 9110, 5.6.7:
  ///   `Sun, 06 Nov 1994 08:49:37 GMT`).
  /// - Returns: nil for anything else; 0 for a date that is past.
  static func seconds(_ header: String, at now: Date) -> TimeInterval? {
    if let seconds = UInt32(header), header.utf8.allSatisfy(isDigit) { return Double(seconds) }
    return date(header).map { max(0, $0.timeIntervalSince(now)) }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func date(_ text: String) -> Date? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT",
      let month = months.firstIndex(where: { $0 == parts[2] })
    else { return nil }
    return Timestamp.parse(
      "\(parts[3])-\(month < 9 ? "0" : "")\(month + 1)-\(parts[1])T\(parts[4])Z")
  }
}
