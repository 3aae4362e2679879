import FoundationEssentials
import ServiceKit

/// What calendar and clock of business time show at the instants that a page says.
struct PortalTimes: Sendable {
  private let local: [Date: LocalTime]
  private let texts: LocalTexts
  /// Its IANA name.
  let zone: String

  init(_ local: [Date: LocalTime], zone: String, _ texts: LocalTexts) {
    self.local = local
    self.zone = zone
    self.texts = texts
  }

  /// Such as `Monday, 1 March`.
  func day(_ instant: Date) -> String { local[instant]?.day(texts) ?? "" }

  /// Such as `Monday, 1 March, 14:32, Moscow time`.
  func minute(_ instant: Date) -> String {
    local[instant].map { "\($0.day(texts)), \($0.time), \(zoneName)" } ?? ""
  }

  /// Such as `14:32:10`: zones differ by whole minutes.
  func second(_ instant: Date) -> String {
    let second = Int(instant.timeIntervalSince1970.rounded(.down)) % 60
    return local[instant].map { "\($0.time):\(second < 10 ? "0" : "")\(second)" } ?? ""
  }

  /// Such as `Moscow time`, or the name of the zone where nobody has another for it.
  var zoneName: String { texts.find("zone_\(zone)") ?? zone }
}

extension ApplicantsPortalModule {
  /// - Parameter instants: all that the page says.
  func times(_ instants: [Date], _ texts: LocalTexts) async throws -> PortalTimes {
    PortalTimes(try await businessTime.local(instants), zone: timeZone, texts)
  }
}
