import Contracts
import FoundationEssentials
import ServiceKit

/// Makes packages into what templates show, for one kind of reader.
struct PackageRows {
  let texts: LocalTexts
  let details: PackageDetails
  let role: PackageViewer.Role
  let takeBack: TimeInterval

  var forClerk: Bool { role == .clerk }
  /// Everybody's packages, not a worker's own.
  var isEverybodys: Bool { role != .worker }

  /// A text; of some things a worker is told in other words.
  func said(_ key: String, _ arguments: [String: String] = [:]) -> String {
    let own = "own_\(key)"
    return texts.text(role == .worker && texts.find(own) != nil ? own : key, arguments)
  }

  /// The late ones, then day by day, each by pick-up time.
  func groups() -> [PackageGroup] {
    let sorted = details.packages.map { (package: $0, row: row($0)) }
      .sorted { ExactText($0.row.order) < ExactText($1.row.order) }
    return sorted.reduce(into: []) { groups, next in
      guard let time = details.clocks[next.package.pickUpAt] else { return }
      let isLate = next.row.lateness != nil
      let day = isLate ? "late" : time.day
      if groups.last?.day != day {
        let heading = isLate ? said("late") : time.day(texts)
        groups.append(PackageGroup(day: day, heading: heading, rows: []))
      }
      groups[groups.count - 1].rows.append(next.row)
    }
  }

  /// What rows sort by as texts: whether late, the pick-up time, the id.
  func order(_ package: Package) -> String {
    let rank = package.isLate(at: details.now) ? "0" : "1"
    return "\(rank) \(Timestamp.format(package.pickUpAt)) \(package.id.wire)"
  }

  private func row(_ package: Package) -> PackageRow {
    let isLate = package.isLate(at: details.now)
    let span = span(to: package.pickUpAt)
    let pickUp = isLate ? moment(package.pickUpAt) : details.time(package.pickUpAt)
    let job = moment(package.scheduledAt, unless: package.pickUpAt) + ", " + package.place
    let title = isEverybodys ? package.workerName : job
    let marks = marks(of: package)
    let onward: [PackageStep] = [.ready, .issue, .unpack]
    return PackageRow(
      id: package.id.wire, version: package.version, order: order(package),
      pickUpAt: Timestamp.format(package.pickUpAt), pickUp: pickUp,
      due: package.isAwaited && !isLate ? said("due", ["span": span]) : nil,
      lateness: isLate ? StatusMark(.late, said("late_by", ["span": span])) : nil,
      title: title, items: package.packingList,
      about: [package.serviceTypeName, package.clientFirstName, package.description]
        .joined(separator: " · "),
      job: isEverybodys ? job : nil,
      orderPage: role == .manager ? Address.managersOrder(package.id).path : nil, marks: marks,
      steps: steps(onward, of: package),
      others: steps(PackageStep.allCases.filter { !onward.contains($0) }, of: package),
      history: history(of: package),
      summary: "\(pickUp), \(title): " + marks.map(\.text).joined(separator: ", "))
  }

  /// Those of some steps that the reader can do now.
  private func steps(_ steps: [PackageStep], of package: Package) -> [PackageRow.Step] {
    guard forClerk else { return [] }
    let possible = package.steps(at: details.now, takeBack: takeBack)
    return steps.filter(possible.contains).map { step in
      let isTakenOff = package.hasNothingToUnpack && step == .unpack
      return PackageRow.Step(
        name: step.rawValue, path: Address.packageButton(step, of: package.id.wire).path,
        label: said("step_\(isTakenOff ? "take-off" : step.rawValue)"),
        takes: step == .takeBack ? package.lastStep?.step.rawValue : nil)
    }
  }

  private func history(of package: Package) -> [PackageRow.Line] {
    guard isEverybodys else { return [] }
    return (details.histories[package.id] ?? []).map { entry in
      let by = entry.by == "clerk" ? entry.subject?.text : texts.find("by_\(entry.by)")
      // Of a cookie it is told in the words of its mark.
      let event = texts.find("event_\(entry.event)") ?? said(entry.event)
      return PackageRow.Line(
        time: moment(entry.at), text: [event, by].compactMap(\.self).joined(separator: " · "))
    }
  }
}

// Times.
extension PackageRows {
  /// The time, with its day if that is another than today, or than that of a time beside it.
  private func moment(_ instant: Date, unless other: Date? = nil) -> String {
    guard let time = details.clocks[instant] else { return "" }
    let isSameDay = time.day == details.clocks[other ?? details.now]?.day
    return isSameDay ? time.time : "\(time.day(texts)), \(time.time)"
  }

  /// How far an instant is from now, in its two greatest units; what has begun counts.
  private func span(to instant: Date) -> String {
    let minutes = Int((abs(instant.timeIntervalSince(details.now)) / 60).rounded(.up))
    let (hours, days) = (minutes / 60, minutes / (24 * 60))
    let key = days > 0 ? "span_days" : hours > 0 ? "span_hours" : "span_minutes"
    return texts.text(
      key,
      ["days": String(days), "hours": String(hours % 24), "minutes": String(minutes % 60)])
  }
}
