import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

/// What the pages of draws and hypotheses say of instants and of managers.
struct DeskWords: Sendable {
  let texts: LocalTexts
  let clocks: [Date: LocalTime]
  /// The manager who reads.
  let reader: UUID?
  /// What managers are called, as far as their register has told.
  let managers: [UUID: String]

  func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    texts.text(key, arguments)
  }

  /// With the year, since it may be long ago.
  func time(_ instant: Date) -> String {
    guard let local = clocks[instant] else { return Timestamp.format(instant) }
    return text("day_and_time", ["day": day(local), "time": local.time])
  }

  func day(_ instant: Date) -> String {
    clocks[instant].map(day) ?? Timestamp.format(instant)
  }

  private func day(_ local: LocalTime) -> String {
    let parts = local.day.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return local.day }
    return text(
      "day_of_year",
      ["day": "\(parts[2])", "month": text("month_\(parts[1])"), "year": "\(parts[0])"])
  }

  func manager(_ id: UUID) -> String {
    id == reader ? text("you") : managers[id] ?? id.wire
  }
}

extension QualityModule {
  /// - Parameter times: all that is going to be said.
  func deskWords(_ visit: Visit, _ times: [Date] = []) async throws -> DeskWords {
    async let clocks = BusinessTime(database, zone: configuration.timeZone).local(times)
    let managers = try await database.read(ListKnownManagers())
    return DeskWords(
      texts: visit.texts, clocks: try await clocks,
      reader: UUID(uuidString: visit.caller.subject.text),
      managers: managers.reduce(into: [:]) { $0[$1.id] = $1.name })
  }
}

extension Visit {
  /// A page whose form may have been refused: that is the first thing that its title says then.
  func deskPage(
    _ data: some PageData, title: String, _ problem: Problem?
  ) -> Response {
    var response = page(
      data, titleKey: problem == nil ? "plain_title" : "mistaken_title", ["title": title])
    if let problem { response.status = problem.status }
    return response
  }
}

extension Problem {
  /// Whether a form says this by itself: who sent it can do something about it there.
  var isForForm: Bool {
    [.badRequest, .conflict, .preconditionFailed].contains(status) && slug != "request-in-flight"
  }
}
