import Contracts
import FoundationEssentials
import ServiceKit

/// What the page's template shows.
struct PackagesView {
  let days: [DayView]
  let isEmpty: Bool
  let search: String
  let status: String?
  let filters: [FilterView]
  /// Where the page's script learns of changes; nil where it shall not.
  let stream: String?
  /// What the last package sorts by, if there are more after it.
  let until: String?
  let next: String?
  let forClerk: Bool

  struct FilterView {
    let path: String
    let label: String
    let chosen: Bool
  }
}

/// The packages of one day.
struct DayView {
  let day: String
  let heading: String
  let cards: [PackageCard]
}

/// A package as the page shows it.
struct PackageCard {
  let id: String
  let version: Int64
  /// Sorts by pick-up time.
  let order: String
  let pickUpAt: String
  let pickUpTime: String
  let worker: String
  let client: String
  let service: String
  let task: String
  let items: [String]
  let marks: [Mark]
  let steps: [Step]
  /// Where the page comes back to after a step.
  let back: String
  /// What a screen reader is told when it comes or changes.
  let summary: String

  struct Mark {
    let text: String
    let kind: String
  }

  struct Step {
    /// The same act stands in the same place on every card.
    let name: String
    let path: String
    let label: String
    let kind: String
    /// What a take-back is meant for.
    let takes: String?
  }
}

/// Makes packages into what templates show, for one visitor.
struct PackageCards {
  let texts: LocalTexts
  let clocks: [Date: LocalTime]
  let viewer: PackageViewer
  let filter: PackagesFilter
  let now: Date
  let takeBack: TimeInterval

  /// Every instant that the cards show.
  static func instants(of packages: [Package]) -> Set<Date> {
    packages.reduce(into: []) { instants, package in
      instants.insert(package.pickUpAt)
      for instant in [package.readyAt, package.issuedAt, package.unpackedAt] {
        if let instant { instants.insert(instant) }
      }
    }
  }

  /// The packages in their order, by day.
  func days(_ packages: [Package]) -> [DayView] {
    var days: [(time: LocalTime, cards: [PackageCard])] = []
    for package in packages {
      guard let time = clocks[package.pickUpAt] else { continue }
      if days.last?.time.day != time.day { days.append((time, [])) }
      days[days.count - 1].cards.append(card(package, time))
    }
    return days.map { DayView(day: $0.time.day, heading: $0.time.day(texts), cards: $0.cards) }
  }

  private func card(_ package: Package, _ time: LocalTime) -> PackageCard {
    let marks = marks(of: package)
    return PackageCard(
      id: package.id.wire, version: package.version, order: Self.order(package),
      pickUpAt: Timestamp.format(package.pickUpAt), pickUpTime: time.time,
      worker: package.workerName, client: package.clientFirstName,
      service: package.serviceTypeName, task: package.description, items: package.packingList,
      marks: marks, steps: steps(of: package), back: filter.path(),
      summary: "\(time.time), \(package.workerName): "
        + marks.map(\.text).joined(separator: ", "))
  }

  /// What cards sort by as texts: the pick-up time, then the id.
  static func order(_ package: Package) -> String {
    Timestamp.format(package.pickUpAt) + " " + package.id.wire
  }

  private func marks(of package: Package) -> [PackageCard.Mark] {
    var marks: [PackageCard.Mark] = []
    if let outcome = package.outcome, package.unpackedAt == nil {
      marks.append(.init(text: texts.text("ended_\(outcome.rawValue)"), kind: "warn"))
    }
    if let time = package.unpackedAt.flatMap({ clocks[$0]?.time }) {
      marks.append(.init(text: texts.text("unpacked", ["time": time]), kind: "plain"))
    }
    marks.append(
      .init(
        text: texts.text("status_\(package.status.rawValue)", ["time": statusTime(package)]),
        kind: package.status == .toPack ? "" : "good"))
    marks.append(mark(of: package.cookie.status))
    return marks
  }

  /// Why a cookie is not here is the department's business.
  private func mark(of cookie: CookieStatus) -> PackageCard.Mark {
    if viewer.role == .worker, cookie != .arrived {
      return .init(text: texts.text("cookie_absent"), kind: "plain")
    }
    return .init(text: texts.text("cookie_\(cookie.rawValue)"), kind: kind(of: cookie))
  }

  private func kind(of cookie: CookieStatus) -> String {
    switch cookie {
    case .due, .ordered, .notOrdered: "plain"
    case .late, .missing: "warn"
    case .arrived: "good"
    }
  }

  /// When it came to its status.
  private func statusTime(_ package: Package) -> String {
    (package.issuedAt ?? package.readyAt).flatMap { clocks[$0]?.time } ?? ""
  }

  /// The buttons, the one that is next first.
  private func steps(of package: Package) -> [PackageCard.Step] {
    guard viewer.role == .clerk else { return [] }
    let possible = package.steps(at: now, takeBack: takeBack)
    return PackageStep.allCases.filter(possible.contains).map { step in
      let isNext = step == .ready || step == .issue || step == .unpack
      return PackageCard.Step(
        name: step.rawValue, path: "/packages/\(package.id.wire)/\(step.rawValue)",
        label: texts.text("step_\(step.rawValue)"), kind: isNext ? "" : "quiet",
        takes: step == .takeBack ? package.lastStep?.step.rawValue : nil)
    }
  }
}
